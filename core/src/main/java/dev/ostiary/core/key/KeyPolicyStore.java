package dev.ostiary.core.key;

import dev.ostiary.core.id.OrganizationId;

/// Keeps what organizations allow of their keys.
public interface KeyPolicyStore {
    /// The organization's policy; [KeyPolicy#OPEN] when none was set.
    KeyPolicy get(OrganizationId organization);

    /// Puts a policy in the place of the organization's.
    void set(OrganizationId organization, KeyPolicy policy);
}
