package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamHeaders;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RouteName;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What was not decided cannot be forwarded: a permit is made in one place.
final class PermitTest {
    /// Nobody outside this package can make a permit, by constructor, factory or subclass.
    @Test
    void permit_cannotBeMadeElsewhere() {
        assertTrue(Modifier.isFinal(Permit.class.getModifiers()));
        for (Constructor<?> constructor : Permit.class.getDeclaredConstructors()) {
            assertEquals(0, constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED));
        }
        for (Method method : Permit.class.getDeclaredMethods()) {
            assertTrue(!Modifier.isStatic(method.getModifiers())
                    || !method.getReturnType().equals(Permit.class));
        }
    }

    /// A deployment asks for a key of exactly this agent in this environment, strictly, or for none (S0.2, S0.3).
    @Test
    void route_policyFollowsKeySecurity() {
        Door door = new Door();

        assertEquals(door.policy(AccessMode.STRICT), route(door, true).policy());
        assertInstanceOf(AccessPolicy.Open.class, route(door, false).policy());
    }

    private static GatewayRoute route(Door door, boolean keySecurity) {
        return GatewayRoute.ofDeployment(
                new RouteName.Deployment(new Slug("acme"), new Slug("production"), new Slug("support")),
                new AccessTarget.DeployedAgent(door.acme, door.support, door.production),
                new DeploymentSettings(
                        List.of(UpstreamUrl.parse("http://127.0.0.1:9000").orElseThrow()),
                        keySecurity,
                        Optional.empty(),
                        RouteTimeouts.DEFAULT,
                        UpstreamHeaders.NONE));
    }
}
