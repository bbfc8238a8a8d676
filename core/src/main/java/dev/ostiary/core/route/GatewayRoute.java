package dev.ostiary.core.route;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.agent.MessagesPath;
import dev.ostiary.core.credit.CallKind;
import dev.ostiary.core.id.OrganizationId;
import java.util.List;
import java.util.Optional;

/// A route as a node obeys it: a live deployment, or a route of an organization's own, with the policy that holds for
/// it.
///
/// @param organization whose route it is
/// @param messages where a deployed agent takes messages of chats; empty for a route of an organization's own
/// @param kind by which plans tell what a call costs
public record GatewayRoute(
        RouteName name,
        OrganizationId organization,
        RouteSettings settings,
        AccessPolicy policy,
        Optional<MessagesPath> messages,
        CallKind kind) {
    /// A live deployment. With key security it takes keys for exactly this agent in this environment, in
    /// `X-API-Key` and nowhere else.
    public static GatewayRoute ofDeployment(
            RouteName.Deployment name, AccessTarget.DeployedAgent target, DeploymentSettings deployed) {
        return ofDeployment(name, target, AgentKind.API, deployed);
    }

    /// The same of an agent of some kind.
    public static GatewayRoute ofDeployment(
            RouteName.Deployment name,
            AccessTarget.DeployedAgent target,
            AgentKind agent,
            DeploymentSettings deployed) {
        AccessPolicy policy = deployed.keySecurity()
                ? new AccessPolicy.KeyRequired(
                        AccessMode.STRICT, List.of(Location.AGENT_ENDPOINT), KeySelection.ALL, target)
                : new AccessPolicy.Open();
        RouteSettings settings = new RouteSettings(
                new RouteMatch(List.of(), name.path(), RouteMatch.PathKind.PREFIX),
                true,
                deployed.upstreams(),
                RefusalDialect.PROBLEM,
                deployed.cors(),
                deployed.timeouts(),
                deployed.headers());
        return new GatewayRoute(
                name, target.organization(), settings, policy, Optional.of(deployed.messages()), kind(agent));
    }

    private static CallKind kind(AgentKind agent) {
        return switch (agent) {
            case API -> CallKind.API;
            case MCP -> CallKind.MCP;
            case A2A -> CallKind.A2A;
            case LLM -> CallKind.LLM;
        };
    }

    /// A route of an organization's own.
    ///
    /// @param policy its own policy, or else the gateway's; empty when there is neither, and then everyone passes
    public static GatewayRoute ofRoute(
            RouteName.Own name, AccessTarget.OwnRoute target, RouteSettings settings, Optional<PolicySettings> policy) {
        return new GatewayRoute(
                name,
                target.organization(),
                settings,
                policy.map(own -> own.of(target)).orElseGet(AccessPolicy.Open::new),
                Optional.empty(),
                CallKind.ROUTE);
    }
}
