package dev.ostiary.core.management;

import dev.ostiary.core.secret.Secret;

/// A management key just made, and the only sight of its secret.
public record IssuedManagementKey(ManagementKey key, Secret secret) {}
