package dev.ostiary.gateway.clientapi;

import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.credit.CreditBalance;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.limit.RateState;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.route.RouteSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a key's holder may ask at `/v1`: who the key is, what it opens, and an agent for an answer to a message.
/// Everything is of the key's own organization; no other's is even looked up. Immutable, made anew with the routes.
public final class ClientApi {
    /// What a message's query calls the environment that is meant; no upstream learns of it.
    public static final String ENVIRONMENT = MessageAddress.ENVIRONMENT;

    private static final String KEY = "/v1/key";
    private static final String AGENTS = "/v1/agents";
    private static final String CREDITS = "/v1/credits";

    private final Map<OrganizationId, Tenant> tenants = new HashMap<>();

    public ClientApi(RouteSnapshot snapshot) {
        for (Organization organization : snapshot.organizations()) {
            tenants.put(organization.id(), new Tenant(organization));
        }
        for (GatewayRoute route : snapshot.routes()) {
            Tenant tenant = tenants.get(route.organization());
            if (tenant != null) {
                tenant.add(route);
            }
        }
    }

    /// Whether the path is one where something answers here, or beneath one.
    public static boolean isAt(String path) {
        for (String own : new String[] {KEY, AGENTS, CREDITS, Widget.PATH}) {
            if (path.equals(own) || path.startsWith(own + "/")) {
                return true;
            }
        }
        return false;
    }

    /// An answer.
    public sealed interface Answer {
        /// JSON.
        @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
        record Found(byte[] json) implements Answer {}

        /// There is no such resource.
        record NotFound() implements Answer {}

        /// The resource is not to be asked for by that method.
        ///
        /// @param allowed the methods it can be asked for by, as in `Allow`
        record WrongMethod(String allowed) implements Answer {}

        /// The store is to be asked how the credits stand.
        record Credits() implements Answer {}

        /// Nothing is known of the key's organization yet.
        record NotReady() implements Answer {}

        /// No agent of that name is deployed where the key may call, whether there is one elsewhere or not.
        record NoAgent() implements Answer {}

        /// The agent is deployed in several environments, and which is meant was not said.
        record WhichEnvironment() implements Answer {}
    }

    /// Which deployment takes the message that a request brings; null when it brings none, or none that can be
    /// delivered: then [#answer] says why.
    ///
    /// @param path without query
    public RouteName.@Nullable Deployment recipient(String method, String path, String query, KeyEntry key) {
        MessageAddress address = method.equals(MessageAddress.METHOD) ? MessageAddress.parse(path, query) : null;
        Tenant tenant = tenants.get(key.organization());
        return address == null || tenant == null ? null : address.choose(tenant.opened(key), tenant.environmentOf(key));
    }

    /// Answers a request that the key has opened the door for.
    ///
    /// @param path without query
    /// @param limits how the key's limits stand
    public Answer answer(String method, String path, String query, KeyEntry key, List<RateState> limits) {
        MessageAddress address = MessageAddress.parse(path, query);
        if (address != null) {
            return undelivered(method, address, key);
        }
        boolean isKey = path.equals(KEY);
        boolean isCredits = path.equals(CREDITS);
        if (!isKey && !isCredits && !path.equals(AGENTS)) {
            return new Answer.NotFound();
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return new Answer.WrongMethod("GET, HEAD");
        }
        if (isCredits) {
            return new Answer.Credits();
        }
        Tenant tenant = tenants.get(key.organization());
        if (tenant == null) {
            return new Answer.NotReady();
        }
        return new Answer.Found(
                isKey ? ClientApiJson.key(key, tenant, limits) : ClientApiJson.agents(tenant.opened(key)));
    }

    private Answer undelivered(String method, MessageAddress address, KeyEntry key) {
        if (!method.equals(MessageAddress.METHOD)) {
            return new Answer.WrongMethod(MessageAddress.METHOD);
        }
        Tenant tenant = tenants.get(key.organization());
        if (tenant == null) {
            return new Answer.NotReady();
        }
        return address.isUnclear(tenant.opened(key)) ? new Answer.WhichEnvironment() : new Answer.NoAgent();
    }

    /// Whether the store is asked for the answer to a request for that path.
    public boolean asksStore(String path) {
        return path.equals(CREDITS);
    }

    /// How the credits stand, as JSON.
    ///
    /// @param organization its organization's; empty when the key's holder is not to know
    /// @param key its own; empty when it has none of its own
    public static byte[] credits(Optional<CreditBalance> organization, Optional<CreditBalance> key, Instant now) {
        return ClientApiJson.credits(organization, key, now);
    }

    /// A deployed agent.
    ///
    /// @param target what keys are bound to; null when everybody passes
    record DeployedAgent(RouteName.Deployment name, AccessTarget.@Nullable DeployedAgent target) {}

    /// An organization and what is its.
    static final class Tenant {
        private final Organization organization;
        private final List<DeployedAgent> agents = new ArrayList<>();
        private final Map<AccessTarget, RouteName> names = new HashMap<>();

        Tenant(Organization organization) {
            this.organization = organization;
        }

        Organization organization() {
            return organization;
        }

        private void add(GatewayRoute route) {
            AccessTarget target =
                    route.policy() instanceof AccessPolicy.KeyRequired required ? required.target() : null;
            if (target != null) {
                names.put(target, route.name());
            }
            if (route.name() instanceof RouteName.Deployment name) {
                agents.add(new DeployedAgent(name, target instanceof AccessTarget.DeployedAgent agent ? agent : null));
            }
        }

        /// What that target is called; null when it is not deployed, or open to everybody.
        @Nullable
        RouteName nameOf(AccessTarget target) {
            return names.get(target);
        }

        /// The environment that the key is bound to; null when it is bound to none, or to what takes no keys
        /// now.
        @Nullable
        Slug environmentOf(KeyEntry key) {
            return key.binding() instanceof KeyBinding.AgentInEnvironment(var agent, var environment)
                            && nameOf(new AccessTarget.DeployedAgent(organization.id(), agent, environment))
                                    instanceof RouteName.Deployment bound
                    ? bound.environment()
                    : null;
        }

        /// The agents that the key opens, those among them that open to everybody.
        List<RouteName.Deployment> opened(KeyEntry key) {
            List<RouteName.Deployment> opened = new ArrayList<>();
            for (DeployedAgent agent : agents) {
                if (agent.target() == null
                        || key.binding()
                                .covers(agent.target().agent(), agent.target().environment())) {
                    opened.add(agent.name());
                }
            }
            return opened;
        }
    }
}
