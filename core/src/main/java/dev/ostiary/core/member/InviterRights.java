package dev.ostiary.core.member;

import dev.ostiary.core.account.PersonActors;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.management.KeyRights;
import dev.ostiary.core.management.ManagementKeyStore;
import java.time.Instant;
import java.util.Optional;

/// Tells whether an invitation could be made now by who has made it: what it gives is never more than that.
public final class InviterRights {
    private final PersonActors persons;
    private final ManagementKeyStore keys;
    private final KeyRights rights;

    public InviterRights(PersonActors persons, ManagementKeyStore keys) {
        this.persons = persons;
        this.keys = keys;
        this.rights = new KeyRights(keys, persons);
    }

    boolean cover(Invitation invitation, Instant now) {
        return invitation
                .inviter()
                .map(inviter -> grants(inviter, now))
                .map(grants -> grants.may(Permission.MEMBERS_MANAGE, invitation.organization())
                        && grants.in(invitation.organization())
                                .containsAll(invitation.role().permissions()))
                .orElse(true);
    }

    private Grants grants(String inviter, Instant now) {
        if (inviter.equals(Actor.system().id())) {
            return Grants.everything();
        }
        Optional<Grants> ofPerson =
                AccountId.parse(inviter).flatMap(persons::find).map(Actor::grants);
        return ofPerson.or(() -> ManagementKeyId.parse(inviter)
                        .flatMap(keys::find)
                        .flatMap(key -> rights.of(key, now))
                        .map(KeyRights.Right::grants))
                .orElse(Grants.none());
    }
}
