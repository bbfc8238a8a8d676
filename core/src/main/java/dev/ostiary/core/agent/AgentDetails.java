package dev.ostiary.core.agent;

import java.util.Map;
import java.util.TreeMap;

/// What the audit trail says of agents, environments and deployments.
final class AgentDetails {
    private AgentDetails() {}

    static Map<String, String> of(Agent agent) {
        Map<String, String> details = new TreeMap<>();
        details.put("slug", agent.slug().value());
        details.put("name", agent.name().value());
        details.put("kind", agent.kind().name());
        details.put("hosting", agent.hosting().name());
        details.put("project", agent.project().value());
        agent.upstream().ifPresent(upstream -> details.put("upstream", upstream.toString()));
        return details;
    }

    static Map<String, String> of(Environment environment) {
        return Map.of(
                "slug", environment.slug().value(), "name", environment.name().value());
    }

    static Map<String, String> of(Deployment deployment) {
        Map<String, String> details = new TreeMap<>();
        details.put("agent", deployment.agent().value());
        details.put("environment", deployment.environment().value());
        details.put("revision", Integer.toString(deployment.revision()));
        deployment.copyOf().ifPresent(copied -> details.put("copyOf", Integer.toString(copied)));
        details.putAll(deployment.settings().texts());
        return details;
    }

    /// What a deployment is called, which has no name.
    static String name(Agent agent, Deployment deployment) {
        return agent.slug() + " revision " + deployment.revision();
    }
}
