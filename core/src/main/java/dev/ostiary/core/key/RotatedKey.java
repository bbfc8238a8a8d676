package dev.ostiary.core.key;

import dev.ostiary.core.secret.Secret;

/// A key with a new secret, the only sight of that, and what is left of the one before.
public record RotatedKey(ApiKey key, Secret secret, ReplacedSecret former) {}
