/// Passkeys: keys of people's devices that sign in without a password (W3C Web Authentication).
@NullMarked
package dev.ostiary.core.passkey;

import org.jspecify.annotations.NullMarked;
