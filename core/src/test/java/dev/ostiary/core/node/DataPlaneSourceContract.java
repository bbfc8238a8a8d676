package dev.ostiary.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [DataPlaneSource] answers.
public abstract class DataPlaneSourceContract extends StoreContract {
    private Organization acme;
    private Organization globex;
    private Agent support;
    private Environment production;

    @BeforeEach
    final void createAgents() {
        acme = organization("acme");
        globex = organization("globex");
        support = agent(acme, "support");
        production = environment(acme, "production");
    }

    private List<KeyEntry> everyKey() {
        List<KeyEntry> read = new ArrayList<>();
        store.dataPlane().readKeys(row -> read.add(row.entry()));
        return read;
    }

    private Set<KeyEntry> keys(KeyId... ids) {
        List<KeyEntry> answer = store.dataPlane().keys(List.of(ids));
        Set<KeyEntry> entries = Set.copyOf(answer);
        assertEquals(answer.size(), entries.size());
        return entries;
    }

    private static Set<KeyEntry> entries(ApiKey... keys) {
        return Arrays.stream(keys).map(KeyEntry::of).collect(Collectors.toSet());
    }

    private static GatewayRoute route(
            Organization organization, Environment environment, Agent agent, Deployment deployed) {
        return GatewayRoute.ofDeployment(
                new RouteName.Deployment(organization.slug(), environment.slug(), agent.slug()),
                new AccessTarget.DeployedAgent(organization.id(), agent.id(), environment.id()),
                deployed.settings());
    }

    private Set<GatewayRoute> routes() {
        return Set.copyOf(store.dataPlane().routes().routes());
    }

    /// Every key of every organization is answered once, as its record stands: bound or not, disabled, revoked.
    @Test
    void readKeys_hasAllOrganizations() {
        ApiKey bound = key(acme, "bound", support, production);
        ApiKey disabled = change(key(acme, "disabled"), key -> key.disabled(stamp("admin")));
        ApiKey revoked = change(key(globex, "revoked"), key -> key.revoked(stamp("admin")));
        ApiKey theirs = key(globex, "theirs");

        List<KeyEntry> read = everyKey();
        assertEquals(4, read.size());
        assertEquals(entries(bound, disabled, revoked, theirs), Set.copyOf(read));
        assertEquals(
                entries(bound, disabled, revoked, theirs), keys(bound.id(), disabled.id(), revoked.id(), theirs.id()));
    }

    /// A node knows the expiry to the millisecond (T01).
    @Test
    void readKeys_keepsTheExpiry() {
        Instant end = Instant.parse("2026-06-01T00:00:00.001Z");
        ApiKey template = newKey(acme, "short", new KeyBinding.WholeOrganization());
        ApiKey key = new ApiKey(
                template.id(),
                acme.id(),
                template.name(),
                template.publicId(),
                template.secret(),
                template.binding(),
                template.labels(),
                template.restrictions(),
                Optional.of(end),
                template.created(),
                template.changed(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        store.keys().insert(key);

        assertEquals(end.toEpochMilli(), everyKey().getFirst().expiresAtMillis());
        assertEquals(entries(key), keys(key.id()));
    }

    /// Tombstones, and what is left of a deleted organization, reach no node.
    @Test
    void readKeys_hasNoDeleted() {
        ApiKey deleted = change(key(acme, "deleted"), key -> key.deleted(stamp("admin")));
        ApiKey orphan = change(key(globex, "orphan"), key -> key.revoked(stamp("admin")));
        store.organizations().delete(globex.id(), tick());

        assertEquals(List.of(), everyKey());
        assertEquals(Set.of(), keys(deleted.id(), orphan.id()));
    }

    /// A failing consumer ends the reading with its own failure, and the store goes on working.
    @Test
    void readKeys_consumerFails_passesItOn() {
        key(acme, "one");
        key(acme, "two");
        ArithmeticException failure = new ArithmeticException("a consumer's bug");
        ArithmeticException thrown = assertThrows(
                ArithmeticException.class,
                () -> store.dataPlane().readKeys(_ -> {
                    throw failure;
                }));

        assertSame(failure, thrown);
        assertEquals(2, everyKey().size());
    }

    /// Any number of keys can be asked for at once, in any mixture of organizations; unknown ones are left out.
    @Test
    void keys_manyAtOnce_areAllAnswered() {
        List<KeyId> ids = new ArrayList<>();
        for (int number = 0; number < 520; number++) {
            ids.add(key(number % 2 == 0 ? acme : globex, "key " + number).id());
            ids.add(KeyId.create(randomness, tick()));
        }

        List<KeyEntry> answer = store.dataPlane().keys(ids);
        assertEquals(520, answer.size());
        assertEquals(520, answer.stream().map(KeyEntry::id).distinct().count());
        assertEquals(List.of(), store.dataPlane().keys(List.of()));
    }

    /// A changed record is answered as it stands at the moment of asking.
    @Test
    void keys_afterChange_arePresent() {
        ApiKey key = key(acme, "CI");
        ApiKey revoked = change(key, found -> found.revoked(stamp("admin")));

        assertEquals(entries(revoked), keys(key.id()));
    }

    /// A route is the newest revision of its agent and environment, whole.
    @Test
    void routes_areTheNewestRevisions() {
        Environment development = environment(acme, "development");
        deployment(support, production, 1);
        Deployment second = deployment(support, production, 2);
        Deployment inDevelopment = deployment(support, development, 1);
        Agent theirs = agent(globex, "support");
        Environment theirProduction = environment(globex, "production");
        Deployment theirDeployment = deployment(theirs, theirProduction, 1);

        assertEquals(
                Set.of(
                        route(acme, production, support, second),
                        route(acme, development, support, inDevelopment),
                        route(globex, theirProduction, theirs, theirDeployment)),
                routes());
    }

    /// What was taken off is no route, nor is anything older in its place.
    @Test
    void routes_undeployed_areNone() {
        deployment(support, production, 1);
        Deployment second = deployment(support, production, 2);
        store.deployments().undeploy(acme.id(), second.id(), tick());

        assertEquals(Set.of(), routes());
    }

    /// What is set of a deployment is what its route says.
    @Test
    void routes_ofDeployments_sayEverything() {
        Deployment open = newDeployment(support, production, 1, fullSettings());
        store.deployments().insert(open);

        assertEquals(Set.of(route(acme, production, support, open)), routes());
    }

    /// A deployment whose agent, environment or organization is deleted is no route.
    @Test
    void routes_ofDeletedThings_areNone() {
        Agent gone = agent(acme, "gone");
        Environment closed = environment(acme, "closed");
        Agent theirs = agent(globex, "theirs");
        Environment theirProduction = environment(globex, "production");
        deployment(gone, production, 1);
        deployment(support, closed, 1);
        deployment(theirs, theirProduction, 1);
        store.agents().delete(acme.id(), gone.id(), tick());
        store.environments().delete(acme.id(), closed.id(), tick());
        store.organizations().delete(globex.id(), tick());

        assertEquals(Set.of(), routes());
    }

    /// What is asked at one moment sees nothing that is committed meanwhile by another, and what was found stays
    /// so.
    @Test
    void atOneMoment_changeMeanwhile_isNotSeen() throws Exception {
        key(acme, "before");
        List<Long> heads = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        store.dataPlane().atOneMoment(() -> {
            heads.add(store.feed().head());
            sizes.add(everyKey().size());
            try {
                concurrently(
                        1,
                        _ -> inTransaction(() -> {
                            key(acme, "after");
                            store.changes().append(Change.Kind.KEY, "key_after");
                        }));
            } catch (Exception unexpected) {
                throw new IllegalStateException(unexpected);
            }
            heads.add(store.feed().head());
            sizes.add(everyKey().size());
        });

        assertEquals(List.of(0L, 0L), heads);
        assertEquals(List.of(1, 1), sizes);
        assertEquals(1, store.feed().head());
    }
}
