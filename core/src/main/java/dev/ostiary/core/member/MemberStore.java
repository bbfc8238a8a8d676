package dev.ostiary.core.member;

import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Map;
import java.util.Optional;

/// Keeps who is a member of which organization, and in which role.
public interface MemberStore {
    /// Adds a member.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `member.exists`
    void insert(Member member);

    /// Replaces the member's role.
    void update(Member member);

    void delete(OrganizationId organization, AccountId account);

    Optional<Member> find(OrganizationId organization, AccountId account);

    /// How many members of that role the organization has whose accounts are not disabled.
    int count(OrganizationId organization, Role role);

    /// The account's role in each organization that it is a member of, deleted ones left out.
    Map<OrganizationId, Role> rolesOf(AccountId account);

    /// The organization's members that are called so, by name or address, in that order.
    /// Members are as old as their accounts, whose identifiers are the cursors.
    Page<Member> list(OrganizationId organization, NamedListing listing);

    /// The organization's members, newest first.
    default Page<Member> list(OrganizationId organization, PageRequest page) {
        return list(organization, NamedListing.newest(page));
    }
}
