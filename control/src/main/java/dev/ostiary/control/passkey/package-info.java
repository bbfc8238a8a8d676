/// Web Authentication: what devices are asked and what they answer, by webauthn4j's parts.
@NullMarked
package dev.ostiary.control.passkey;

import org.jspecify.annotations.NullMarked;
