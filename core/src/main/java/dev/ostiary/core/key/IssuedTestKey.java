package dev.ostiary.core.key;

import dev.ostiary.core.secret.Secret;

/// A test key just issued, and the only sight of its secret.
public record IssuedTestKey(TestKey key, Secret secret) {}
