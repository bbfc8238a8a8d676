package dev.ostiary.core.route;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import java.util.List;

/// Who may pass where a policy holds.
///
/// @param locations where a key is read, in this order, at least one
/// @param keys which of the organization's keys are taken
public record PolicySettings(AccessMode mode, List<Location> locations, KeySelection keys) {
    /// The most locations a policy may have.
    public static final int MAX_LOCATIONS = 8;

    /// Strict, any key of the organization, in `Authorization: Bearer`.
    public static final PolicySettings DEFAULT =
            new PolicySettings(AccessMode.STRICT, List.of(Location.BEARER), KeySelection.ALL);

    public PolicySettings {
        locations = List.copyOf(locations);
        if (locations.isEmpty() || locations.size() > MAX_LOCATIONS) {
            throw new IllegalArgumentException("a policy reads keys somewhere");
        }
    }

    /// As it is decided by for that target.
    public AccessPolicy of(AccessTarget target) {
        return new AccessPolicy.KeyRequired(mode, locations, keys, target);
    }
}
