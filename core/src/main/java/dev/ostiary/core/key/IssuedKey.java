package dev.ostiary.core.key;

import dev.ostiary.core.secret.Secret;

/// A key just made, and the only sight of its secret.
public record IssuedKey(ApiKey key, Secret secret) {}
