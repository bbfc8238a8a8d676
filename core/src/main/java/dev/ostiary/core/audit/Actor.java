package dev.ostiary.core.audit;

import dev.ostiary.core.id.OrganizationId;
import java.util.Optional;

/// Who asks for a change.
///
/// @param kind what sort of actor
/// @param id the identifier of the management key; `system` for the installation itself
/// @param name what people call the actor
/// @param confinedTo the only organization the actor may see; empty for the whole installation
/// @param source from where the actor asks; empty when it is no request that asks
public record Actor(
        Kind kind, String id, String name, Optional<OrganizationId> confinedTo, Optional<AuditSource> source) {
    /// What sort of actor.
    public enum Kind {
        /// The installation itself, such as at its first start.
        SYSTEM("system"),
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
    public Actor(Kind kind, String id, String name, Optional<OrganizationId> confinedTo) {
        this(kind, id, name, confinedTo, Optional.empty());
    }

    /// The installation itself.
    public static Actor system() {
        return new Actor(Kind.SYSTEM, "system", "system", Optional.empty());
    }

    /// The same actor, asking from there.
    public Actor from(AuditSource place) {
        return new Actor(kind, id, name, confinedTo, Optional.of(place));
    }

    /// Whether the actor may see that organization at all; what it may not see does not exist for it.
    public boolean maySee(OrganizationId organization) {
        return confinedTo.isEmpty() || confinedTo.get().equals(organization);
    }
}
