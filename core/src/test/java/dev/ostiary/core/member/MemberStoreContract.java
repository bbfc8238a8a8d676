package dev.ostiary.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [MemberStore] does.
public abstract class MemberStoreContract extends PeopleContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private MemberStore members() {
        return store.members();
    }

    private Member member(Organization organization, Account account, Role role) {
        Member member = new Member(organization.id(), account, role, stamp("inviter"));
        members().insert(member);
        return member;
    }

    private Optional<Member> find(Member member) {
        return members().find(member.organization(), member.account().id());
    }

    /// Who was added is answered with the account, in every role; in another organization nobody is.
    @Test
    void insert_isAnsweredWhole() {
        for (Role role : Role.values()) {
            Member member = member(acme, account(role.text()), role);

            assertEquals(Optional.of(member), find(member));
            assertEquals(
                    Optional.empty(),
                    members().find(globex.id(), member.account().id()));
        }
        assertEquals(Optional.empty(), members().find(acme.id(), AccountId.create(randomness, tick())));
    }

    /// One is a member of an organization once, and may be of several.
    @Test
    void insert_twice_isRefused() {
        Account zoe = account("zoe");
        Member first = member(acme, zoe, Role.VIEWER);
        Member elsewhere = member(globex, zoe, Role.OWNER);

        assertRefused(ProblemCode.MEMBER_EXISTS, () -> member(acme, zoe, Role.OWNER));

        assertEquals(Optional.of(first), find(first));
        assertEquals(Optional.of(elsewhere), find(elsewhere));
    }

    /// A role changes in its own organization only, and for that one person.
    @Test
    void update_changesOneRole() {
        Account zoe = account("zoe");
        Member before = member(acme, zoe, Role.VIEWER);
        Member elsewhere = member(globex, zoe, Role.VIEWER);
        Member other = member(acme, account("max"), Role.VIEWER);
        members().update(before.as(Role.ADMIN));

        assertEquals(Optional.of(before.as(Role.ADMIN)), find(before));
        assertEquals(Optional.of(elsewhere), find(elsewhere));
        assertEquals(Optional.of(other), find(other));
    }

    /// Who is removed from one organization stays in the other.
    @Test
    void delete_removesFromOneOrganization() {
        Account zoe = account("zoe");
        Member gone = member(acme, zoe, Role.OWNER);
        Member elsewhere = member(globex, zoe, Role.VIEWER);
        members().delete(acme.id(), zoe.id());

        assertEquals(Optional.empty(), find(gone));
        assertEquals(Optional.of(elsewhere), find(elsewhere));
        assertEquals(Map.of(globex.id(), Role.VIEWER), members().rolesOf(zoe.id()));
    }

    /// Of those who count for a role, disabled accounts and other organizations' members are none.
    @Test
    void count_isOfActiveMembers() {
        Account zoe = account("zoe");
        Member _ = member(acme, zoe, Role.OWNER);
        Member _ = member(acme, account("max"), Role.OWNER);
        Member _ = member(acme, account("eve"), Role.ADMIN);
        Member _ = member(globex, account("bob"), Role.OWNER);
        assertEquals(2, members().count(acme.id(), Role.OWNER));

        store.accounts().update(disabled(zoe));

        assertEquals(1, members().count(acme.id(), Role.OWNER));
        assertEquals(0, members().count(acme.id(), Role.VIEWER));
    }

    /// A person's roles are those of all organizations that are there.
    @Test
    void rolesOf_leavesDeletedOrganizationsOut() {
        Account zoe = account("zoe");
        Member first = member(acme, zoe, Role.OWNER);
        Member second = member(globex, zoe, Role.VIEWER);
        assertEquals(
                Map.of(first.organization(), first.role(), second.organization(), second.role()),
                members().rolesOf(zoe.id()));

        store.organizations().delete(acme.id(), tick());

        assertEquals(Map.of(globex.id(), Role.VIEWER), members().rolesOf(zoe.id()));
        assertEquals(Map.of(), members().rolesOf(account("max").id()));
    }

    /// The listing has an organization's own, newest accounts first, whatever the size of its pages.
    @Test
    void list_isOfOneOrganization() {
        Member first = member(acme, account("zoe"), Role.OWNER);
        Member second = member(acme, account("max"), Role.VIEWER);
        Member third = member(acme, account("eve"), Role.DEVELOPER);
        Member other = member(globex, first.account(), Role.OWNER);

        for (int limit : new int[] {1, 2, 3, 4}) {
            assertEquals(
                    List.of(third, second, first),
                    allPages(limit, page -> members().list(acme.id(), page)));
        }
        assertEquals(
                List.of(other), members().list(globex.id(), PageRequest.first()).items());
    }
}
