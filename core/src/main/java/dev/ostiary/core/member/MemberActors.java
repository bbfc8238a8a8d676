package dev.ostiary.core.member;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.PersonActors;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.OrganizationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What people may do by the roles they have as members, and everything for operators.
public final class MemberActors implements PersonActors {
    private final AccountStore accounts;
    private final MemberStore members;

    public MemberActors(AccountStore accounts, MemberStore members) {
        this.accounts = accounts;
        this.members = members;
    }

    @Override
    public Optional<Actor> find(AccountId id) {
        return accounts.find(id).filter(Account::isActive).map(this::actor);
    }

    private Actor actor(Account account) {
        return new Actor(Actor.Kind.PERSON, account.id().value(), account.name().value(), grants(account));
    }

    private Grants grants(Account account) {
        if (account.isOperator()) {
            return Grants.everything();
        }
        Map<OrganizationId, Set<Permission>> within = new HashMap<>();
        members.rolesOf(account.id()).forEach((organization, role) -> within.put(organization, role.permissions()));
        return new Grants(Set.of(), within);
    }
}
