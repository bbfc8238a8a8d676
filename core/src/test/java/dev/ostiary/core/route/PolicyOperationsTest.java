package dev.ostiary.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Access policies, from making to deleting (S1.7, S1.8, S1.18).
final class PolicyOperationsTest {
    private static final Actor ACTOR = Actor.system();
    private static final PolicySettings LABELLED = new PolicySettings(
            AccessMode.OPTIONAL,
            List.of(new Location.Header("x-key"), Location.BEARER),
            new KeySelection.Labelled(Labels.of(Map.of("team", "payments"))));

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Route api = core.route(acme, "api");

    @AfterEach
    void close() {
        core.close();
    }

    private Policy create(String name, Optional<RouteId> route) {
        return core.createPolicy
                .create(ACTOR, acme.id(), new Slug(name), route, LABELLED)
                .value();
    }

    private AccessPolicy obeyed() {
        return core.store.dataPlane().routes().routes().getFirst().policy();
    }

    private AccessPolicy required(PolicySettings settings) {
        return settings.of(new AccessTarget.OwnRoute(acme.id(), api.id()));
    }

    private void assertRefused(ProblemCode code, Executable operation) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, operation).code());
        written.assertNothing();
    }

    /// A policy is what was asked for, stands in the trail whole, and is told to every node.
    @Test
    void create_isWrittenDown() {
        Written written = new Written(core.store);
        Policy policy = create("keys", Optional.of(api.id()));

        Stamp stamp = new Stamp(core.clock.instant(), "system");
        assertEquals(
                new Policy(policy.id(), acme.id(), new Slug("keys"), Optional.of(api.id()), LABELLED, stamp, stamp),
                policy);
        assertEquals(Optional.of(policy), core.store.policies().find(acme.id(), policy.id()));
        assertEquals("policy.created", written.event().action().text());
        assertEquals(
                Map.of(
                        "name", "keys",
                        "target", api.id().value(),
                        "mode", "OPTIONAL",
                        "locations", "header x-key; header authorization Bearer",
                        "keys", LABELLED.keys().toString()),
                written.event().changes().after());
        assertEquals(List.of(new Change(3, Change.Kind.ROUTES, policy.id().value())), written.changes());
        assertEquals(required(LABELLED), obeyed());
    }

    /// The gateway's policy holds for a route until it has one of its own, and again afterwards; with neither it is
    /// open (S1.8, S1.18).
    @Test
    void delete_leavesTheFartherOne() {
        assertEquals(new AccessPolicy.Open(), obeyed());
        Policy gateway = create("gateway", Optional.empty());
        assertEquals(required(LABELLED), obeyed());
        Policy own = core.policy(api, "own");
        assertEquals(required(PolicySettings.DEFAULT), obeyed());

        Written written = new Written(core.store);
        core.deletePolicy.delete(ACTOR, acme.id(), own.id());
        assertEquals("policy.deleted", written.event().action().text());
        assertEquals(api.id().value(), written.event().changes().before().get("target"));
        assertEquals(required(LABELLED), obeyed());
        core.deletePolicy.delete(ACTOR, acme.id(), gateway.id());
        assertEquals(new AccessPolicy.Open(), obeyed());
        assertRefused(ProblemCode.RESOURCE_NOT_FOUND, () -> core.deletePolicy.delete(ACTOR, acme.id(), gateway.id()));
    }

    /// A second policy for a target, or of a name, is refused.
    @Test
    void create_taken_isRefused() {
        create("keys", Optional.of(api.id()));
        create("gateway", Optional.empty());

        assertRefused(ProblemCode.POLICY_TARGET_TAKEN, () -> create("second", Optional.of(api.id())));
        assertRefused(ProblemCode.POLICY_TARGET_TAKEN, () -> create("second", Optional.empty()));
        RouteId other = core.route(acme, "other").id();
        assertRefused(ProblemCode.SLUG_TAKEN, () -> create("keys", Optional.of(other)));
    }

    /// A policy cannot be for another organization's route, nor for one that is not there.
    @Test
    void create_forRouteOfNobody_isNotFound() {
        Route theirs = core.route(core.organization("globex"), "theirs");
        RouteId unknown = RouteId.create(core.randomness, core.clock.instant());

        assertRefused(ProblemCode.RESOURCE_NOT_FOUND, () -> create("keys", Optional.of(theirs.id())));
        assertRefused(ProblemCode.RESOURCE_NOT_FOUND, () -> create("keys", Optional.of(unknown)));
    }

    /// An edit replaces name and settings, and is not written down when it changes nothing.
    @Test
    void edit_replaces() {
        Policy policy = core.policy(api, "keys");
        core.clock.advance(Duration.ofMinutes(1));
        Written written = new Written(core.store);
        Policy after = core.editPolicy
                .edit(ACTOR, acme.id(), policy.id(), new Slug("renamed"), LABELLED)
                .value();

        assertEquals(policy.edited(new Slug("renamed"), LABELLED, new Stamp(core.clock.instant(), "system")), after);
        assertEquals(required(LABELLED), obeyed());
        assertEquals("policy.edited", written.event().action().text());
        assertEquals("OPTIONAL", written.event().changes().after().get("mode"));
        Written again = new Written(core.store);
        core.editPolicy.edit(ACTOR, acme.id(), policy.id(), new Slug("renamed"), LABELLED);
        again.assertNothing();
    }
}
