package dev.ostiary.core.key;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import java.util.Optional;

/// Which keys a listing is of; an empty criterion takes all.
public record KeyFilter(Optional<AgentId> agent, Optional<EnvironmentId> environment) {
    /// Every key that is not deleted.
    public static KeyFilter all() {
        return new KeyFilter(Optional.empty(), Optional.empty());
    }
}
