package dev.ostiary.core.key;

import dev.ostiary.core.id.OrganizationId;

/// Knows what keys can be bound to.
public interface BindingTargets {
    /// Whether what the binding names exists in the organization. It is held until the transaction ends, so that
    /// it cannot be deleted meanwhile.
    boolean lock(OrganizationId organization, KeyBinding binding);
}
