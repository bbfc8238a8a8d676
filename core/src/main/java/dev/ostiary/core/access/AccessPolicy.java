package dev.ostiary.core.access;

import java.util.List;

/// Who may pass.
public sealed interface AccessPolicy {
    /// Everyone: key security is switched off.
    record Open() implements AccessPolicy {}

    /// Holders of a key for the target.
    ///
    /// @param locations where a key is read, at least one
    /// @param keys which of the organization's keys are taken
    record KeyRequired(AccessMode mode, List<Location> locations, KeySelection keys, AccessTarget target)
            implements AccessPolicy {
        public KeyRequired {
            locations = List.copyOf(locations);
            if (locations.isEmpty()) {
                throw new IllegalArgumentException("a policy reads keys somewhere");
            }
        }
    }
}
