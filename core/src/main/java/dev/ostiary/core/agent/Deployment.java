package dev.ostiary.core.agent;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/// One immutable revision of an agent in an environment. The gateway obeys the newest revision of each pair, unless
/// that one was undeployed.
///
/// @param revision consecutive from 1 for the agent in the environment
/// @param keySecurity whether callers need an API key
/// @param cors from which pages browsers may call; empty for none but the agent's own leave
/// @param createdBy what the deploying actor was called
/// @param undeployedAt when the newest revision was taken off
public record Deployment(
        DeploymentId id,
        OrganizationId organization,
        AgentId agent,
        EnvironmentId environment,
        int revision,
        UpstreamUrl upstream,
        boolean keySecurity,
        Optional<CorsPolicy> cors,
        Instant createdAt,
        String createdBy,
        Optional<Instant> undeployedAt) {
    /// The same revision, taken off. Taking off twice keeps the first time.
    public Deployment undeployed(Instant at) {
        return new Deployment(
                id,
                organization,
                agent,
                environment,
                revision,
                upstream,
                keySecurity,
                cors,
                createdAt,
                createdBy,
                Optional.of(undeployedAt.orElse(at)));
    }
}
