package dev.ostiary.core.agent;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import java.util.Optional;

/// What is asked for when an agent is to be created.
///
/// @param project where to put it; the default project when empty
public record NewAgent(
        Slug slug,
        DisplayName name,
        AgentKind kind,
        AgentHosting hosting,
        Optional<ProjectId> project,
        Optional<UpstreamUrl> upstream) {
    /// One behind the gateway, in the default project.
    public NewAgent(Slug slug, DisplayName name, AgentKind kind, Optional<UpstreamUrl> upstream) {
        this(slug, name, kind, AgentHosting.HOSTED, Optional.empty(), upstream);
    }
}
