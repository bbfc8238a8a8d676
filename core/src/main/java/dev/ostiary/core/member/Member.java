package dev.ostiary.core.member;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Version;
import java.util.Map;

/// A person in an organization.
///
/// @param account who it is
/// @param since when the person became a member, and by whose doing
public record Member(OrganizationId organization, Account account, Role role, Stamp since) {
    /// What it is, until it is changed.
    public Version version() {
        return Version.of(
                account.id().value(), since, Map.of("organization", organization.value(), "role", role.text()));
    }

    /// The same member in another role.
    public Member as(Role other) {
        return new Member(organization, account, other, since);
    }
}
