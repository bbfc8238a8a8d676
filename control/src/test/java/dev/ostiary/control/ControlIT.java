package dev.ostiary.control;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.memory.SettableClock;
import dev.ostiary.core.organization.Organization;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/// What tests of a running control plane share: one for the class, and an organization for each test, since starting
/// takes a second and an organization nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ControlIT {
    private static final String ROOT = "/api/v1/organizations";

    final ControlFixture plane = new ControlFixture();
    final ApiClient api = plane.api;

    private final AtomicInteger organizations = new AtomicInteger();

    /// A new organization, with a slug of its own.
    Organization organization() {
        return plane.core.organization("org-" + organizations.incrementAndGet());
    }

    /// The path of an organization, or of something in it.
    static String path(Organization organization, String... parts) {
        String inside = parts.length == 0 ? "" : "/" + String.join("/", parts);
        return ROOT + "/" + organization.slug() + inside;
    }

    /// An agent of that slug deployed to an environment of the slug `production`.
    Deployed deployed(Organization organization, String slug) {
        Agent agent = plane.core.agent(organization, slug);
        Environment environment = plane.core.environment(organization, "production");
        plane.core.deployment(agent, environment);
        return new Deployed(agent, environment);
    }

    /// Lets a millisecond pass, so that what comes next is newer than what was before.
    void tick() {
        plane.core.clock.advance(Duration.ofMillis(1));
    }

    @AfterEach
    void reset() {
        plane.core.clock.set(SettableClock.START);
        plane.core.store.failing(false);
        plane.core.store.failAtCall(0);
    }

    @AfterAll
    void close() {
        plane.close();
    }

    record Deployed(Agent agent, Environment environment) {}
}
