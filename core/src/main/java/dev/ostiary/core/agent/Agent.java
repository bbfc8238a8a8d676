package dev.ostiary.core.agent;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NameSearch;
import dev.ostiary.core.precondition.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something that answers requests: an agent, a tool server, a model, a service. It opens to callers where it is
/// deployed.
///
/// @param project the one it is in
/// @param upstream where a deployment leads unless it says otherwise
public record Agent(
        AgentId id,
        OrganizationId organization,
        ProjectId project,
        Slug slug,
        DisplayName name,
        AgentKind kind,
        AgentHosting hosting,
        Optional<UpstreamUrl> upstream,
        Instant createdAt) {
    /// What it is, until it is changed.
    public Version version() {
        return Version.of(id.value(), AgentDetails.of(this));
    }

    /// The words it is found by.
    public List<String> words() {
        return NameSearch.words(name.value(), slug.value());
    }

    /// The same agent with another name and upstream. What is deployed stays as it is until the next deployment.
    public Agent edited(DisplayName newName, Optional<UpstreamUrl> newUpstream) {
        return new Agent(id, organization, project, slug, newName, kind, hosting, newUpstream, createdAt);
    }

    /// The same agent in another project.
    public Agent movedTo(ProjectId newProject) {
        return new Agent(id, organization, newProject, slug, name, kind, hosting, upstream, createdAt);
    }

    /// Whether its deployments have a switch for key security, and keys of their own: those of plain HTTP behind
    /// the gateway have.
    public boolean hasKeySecurity() {
        return kind == AgentKind.API && hosting == AgentHosting.HOSTED;
    }
}
