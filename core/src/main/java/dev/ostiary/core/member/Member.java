package dev.ostiary.core.member;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.OrganizationId;

/// A person in an organization.
///
/// @param account who it is
/// @param since when the person became a member, and by whose doing
public record Member(OrganizationId organization, Account account, Role role, Stamp since) {
    /// The same member in another role.
    public Member as(Role other) {
        return new Member(organization, account, other, since);
    }
}
