package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteSettings;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A gateway with an agent at its usual place, and routes of one's own to the same agent, for tests to attack.
final class HostileDoor implements AutoCloseable {
    final GatewayFixture gateway;
    final TestAgent agent;
    final Secret secret;
    final String key;

    HostileDoor(GatewaySettings settings) throws IOException {
        gateway = new GatewayFixture(settings);
        agent = TestAgent.greeting();
        gateway.deploy(agent);
        secret = gateway.key();
        key = secret.reveal();
    }

    static HostileDoor usual() throws IOException {
        return new HostileDoor(GatewayFixture.usual());
    }

    /// Puts a route at a path, on any host or on one, whose policy reads keys there.
    void route(String name, String host, String path, AccessMode mode, String... places) {
        List<DomainPattern> hosts =
                host.isEmpty() ? List.of() : List.of(DomainPattern.parse(host).orElseThrow());
        RouteSettings settings = new RouteSettings(
                new RouteMatch(hosts, path, RouteMatch.PathKind.PREFIX),
                false,
                List.of(new UpstreamUrl(agent.url())),
                RefusalDialect.PROBLEM,
                Optional.empty(),
                RouteTimeouts.DEFAULT);
        List<Location> locations = Arrays.stream(places)
                .map(place -> Location.parse(place).orElseThrow())
                .toList();
        gateway.route(name, settings, new PolicySettings(mode, locations, KeySelection.ALL));
    }

    /// The status of the answer to a request on a connection of its own.
    int status(String request) throws IOException {
        return gateway.call(request).status();
    }

    /// The status, and that the agent heard nothing.
    int refusal(String request) throws IOException {
        int status = status(request);
        if (!agent.requests.isEmpty()) {
            throw new AssertionError("the agent was called: " + agent.requests);
        }
        return status;
    }

    /// What the agent got of a request that passes.
    Message forwarded(String request) throws IOException, InterruptedException {
        Message answer = gateway.call(request);
        if (answer.status() != 200) {
            throw new AssertionError("refused: " + answer);
        }
        return agent.request();
    }

    @Override
    public void close() throws IOException {
        agent.close();
        gateway.close();
    }
}
