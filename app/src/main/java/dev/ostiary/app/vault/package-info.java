/// The ciphers: Tink's AES-GCM for what is stored, Argon2id for passphrases.
@NullMarked
package dev.ostiary.app.vault;

import org.jspecify.annotations.NullMarked;
