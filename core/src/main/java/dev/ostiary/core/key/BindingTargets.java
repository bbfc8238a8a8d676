package dev.ostiary.core.key;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import java.util.Optional;

/// Knows what keys can be bound to.
public interface BindingTargets {
    /// Whether what the binding names exists in the organization. It is held until the transaction ends, so that
    /// it cannot be deleted meanwhile.
    boolean lock(OrganizationId organization, KeyBinding binding);

    /// Why no key can be made at present for what the binding names, which is held; empty when one can.
    Optional<ProblemCode> obstacle(OrganizationId organization, KeyBinding binding);
}
