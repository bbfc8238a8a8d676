package dev.ostiary.core.audit;

import dev.ostiary.core.id.OrganizationId;
import java.util.Optional;

/// Who asks for a change.
///
/// @param kind what sort of actor
/// @param id the identifier of the management key; `system` for the installation itself
/// @param name what people call the actor
/// @param confinedTo the only organization the actor may see; empty for the whole installation
public record Actor(Kind kind, String id, String name, Optional<OrganizationId> confinedTo) {
    /// What sort of actor.
    public enum Kind {
        /// The installation itself, at its first start.
        SYSTEM,
        /// A management key at the REST API.
        MANAGEMENT_KEY
    }

    /// The installation itself.
    public static Actor system() {
        return new Actor(Kind.SYSTEM, "system", "system", Optional.empty());
    }

    /// Whether the actor may see that organization at all; what it may not see does not exist for it.
    public boolean maySee(OrganizationId organization) {
        return confinedTo.isEmpty() || confinedTo.get().equals(organization);
    }
}
