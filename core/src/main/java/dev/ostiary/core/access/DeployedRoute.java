package dev.ostiary.core.access;

import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.Slug;

/// A live deployment as a node obeys it, reached at `/{organization}/{environment}/{agent}/…`.
public record DeployedRoute(
        Slug organization,
        Slug environment,
        Slug agent,
        AccessTarget target,
        UpstreamUrl upstream,
        boolean keySecurity) {
    /// Who may pass: holders of a key for exactly this agent in this environment, or everyone.
    public AccessPolicy policy() {
        return keySecurity
                ? new AccessPolicy.KeyRequired(AccessMode.STRICT, Location.AGENT_ENDPOINT, target)
                : new AccessPolicy.Open();
    }
}
