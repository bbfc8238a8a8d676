package dev.ostiary.control.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.PersonActors;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.member.MemberStore;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells who is signed in.
final class SessionBodies {
    private final AccountStore accounts;
    private final MemberStore members;
    private final OrganizationStore organizations;
    private final PersonActors people;

    SessionBodies(AccountStore accounts, MemberStore members, OrganizationStore organizations, PersonActors people) {
        this.accounts = accounts;
        this.members = members;
        this.organizations = organizations;
        this.people = people;
    }

    SessionBody of(Session session, String csrfToken) {
        Account account = accounts.find(session.account()).orElseThrow(RefusedException::notFound);
        Grants grants = people.find(account.id()).map(Actor::grants).orElseThrow(RefusedException::notFound);
        return SessionBody.of(session, AccountBody.of(account), csrfToken, memberships(account, grants));
    }

    private List<SessionBody.MembershipBody> memberships(Account account, Grants grants) {
        Map<OrganizationId, Role> roles = members.rolesOf(account.id());
        return roles.keySet().stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .flatMap(id -> organizations.find(id).stream())
                .map(organization -> SessionBody.MembershipBody.of(
                        organization, Optional.ofNullable(roles.get(organization.id())), grants.in(organization.id())))
                .toList();
    }
}
