package dev.ostiary.core.audit;

import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Proof;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who asks for something, and what the actor may do at the moment.
///
/// @param kind what sort of actor
/// @param id the identifier of the account or the management key; `system` for the installation itself
/// @param name what people call the actor
/// @param grants what the actor may do; nothing of it is written into the audit trail but [#confinedTo()]
/// @param source from where the actor asks; empty when it is no request that asks
/// @param proof by what the actor was let in, which must still hold when something is changed; empty when nothing can
///     end that, as with the installation itself
/// @param call the claim under which a repeatable call is being done; empty for what is not repeatable
public record Actor(
        Kind kind,
        String id,
        String name,
        Grants grants,
        Optional<AuditSource> source,
        Optional<Proof> proof,
        Optional<String> call) {
    /// What sort of actor.
    public enum Kind {
        /// The installation itself, such as at its first start.
        SYSTEM("system"),
        /// Somebody who has not shown who it is, such as by a wrong password.
        ANONYMOUS("anonymous"),
        /// A person who signed in.
        PERSON("person"),
        /// A management key at the REST API.
        MANAGEMENT_KEY("management-key");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /// As it is stored and shown.
        public String text() {
            return text;
        }
    }

    /// An actor that no request speaks for.
    public Actor(Kind kind, String id, String name, Grants grants) {
        this(kind, id, name, grants, Optional.empty());
    }

    /// An actor that was let in by nothing that can end.
    public Actor(Kind kind, String id, String name, Grants grants, Optional<AuditSource> source) {
        this(kind, id, name, grants, source, Optional.empty(), Optional.empty());
    }

    /// The installation itself.
    public static Actor system() {
        return new Actor(Kind.SYSTEM, "system", "system", Grants.everything());
    }

    /// Somebody unknown, who may do nothing.
    public static Actor anonymous(AuditSource place) {
        return new Actor(Kind.ANONYMOUS, "anonymous", "anonymous", new Grants(Set.of(), Map.of()), Optional.of(place));
    }

    /// The same actor, asking from there.
    public Actor from(AuditSource place) {
        return new Actor(kind, id, name, grants, Optional.of(place), proof, call);
    }

    /// The same actor, let in by that.
    public Actor by(Proof shown) {
        return new Actor(kind, id, name, grants, source, Optional.of(shown), call);
    }

    /// The same actor with other grants.
    public Actor with(Grants present) {
        return new Actor(kind, id, name, present, source, proof, call);
    }

    /// The same actor, doing a repeatable call under that claim.
    public Actor doing(String claim) {
        return new Actor(kind, id, name, grants, source, proof, Optional.of(claim));
    }

    /// The only organization in which the actor may do anything; empty when there are several, or all.
    public Optional<OrganizationId> confinedTo() {
        return grants.onlyOrganization();
    }

    /// Whether the actor may see that organization at all; what it may not see does not exist for it.
    public boolean maySee(OrganizationId organization) {
        return grants.sees(organization);
    }

    /// Refuses what the actor may not do in that organization.
    ///
    /// @throws RefusedException `resource.not-found` when the actor does not even see the organization;
    ///     `permission.denied`
    public void require(Permission permission, OrganizationId organization) {
        if (permission.isForInstallation()) {
            require(permission);
            return;
        }
        if (!maySee(organization)) {
            throw RefusedException.notFound();
        }
        if (!grants.may(permission, organization)) {
            throw RefusedException.denied(permission.text());
        }
    }

    /// Refuses what the actor may not do in the installation and all organizations.
    ///
    /// @throws RefusedException `permission.denied`
    public void require(Permission permission) {
        if (!grants.may(permission)) {
            throw RefusedException.denied(permission.text());
        }
    }
}
