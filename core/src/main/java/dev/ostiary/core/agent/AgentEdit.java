package dev.ostiary.core.agent;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ProjectId;
import java.util.Optional;

/// What shall change of an agent; what is empty stays.
public record AgentEdit(Optional<DisplayName> name, Optional<UpstreamUrl> upstream, Optional<ProjectId> project) {
    /// One that leaves the project.
    public AgentEdit(Optional<DisplayName> name, Optional<UpstreamUrl> upstream) {
        this(name, upstream, Optional.empty());
    }
}
