package dev.ostiary.core.vault;

/// A secret as it is stored: encrypted, and bound to what it belongs to. Of no use without the master key.
///
/// @param generation of the master key it is encrypted under
/// @param ciphertext in base64, what [SecretCipher] made
public record SealedSecret(int generation, String ciphertext) {}
