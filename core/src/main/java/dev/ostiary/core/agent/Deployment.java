package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Stamp;
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
/// @param settings that lead somewhere
/// @param copyOf the number of the revision that this one was rolled back to
/// @param created when it was deployed, and what the deploying actor was called
/// @param undeployedAt when the newest revision was taken off
public record Deployment(
        DeploymentId id,
        OrganizationId organization,
        AgentId agent,
        EnvironmentId environment,
        int revision,
        DeploymentSettings settings,
        Optional<Integer> copyOf,
        Stamp created,
        Optional<Instant> undeployedAt) {
    public Deployment {
        if (settings.upstreams().isEmpty()) {
            throw new IllegalArgumentException("a deployment leads somewhere");
        }
    }

    /// The same revision, taken off. Taking off twice keeps the first time.
    public Deployment undeployed(Instant at) {
        return new Deployment(
                id,
                organization,
                agent,
                environment,
                revision,
                settings,
                copyOf,
                created,
                Optional.of(undeployedAt.orElse(at)));
    }
}
