package dev.ostiary.core.agent;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import java.time.Instant;
import java.util.Optional;

/// Something that answers requests: an agent, a tool server, a model, a service. It opens to callers where it is
/// deployed.
///
/// @param upstream where a deployment leads unless it says otherwise
public record Agent(
        AgentId id,
        OrganizationId organization,
        Slug slug,
        DisplayName name,
        AgentKind kind,
        Optional<UpstreamUrl> upstream,
        Instant createdAt) {
    /// The same agent with another name and upstream. What is deployed stays as it is until the next deployment.
    public Agent edited(DisplayName newName, Optional<UpstreamUrl> newUpstream) {
        return new Agent(id, organization, slug, newName, kind, newUpstream, createdAt);
    }
}
