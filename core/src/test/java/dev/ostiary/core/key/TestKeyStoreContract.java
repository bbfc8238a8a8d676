package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.KeyRow;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.store.StoreContract;
import dev.ostiary.core.usage.KeyUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [TestKeyStore] does, and what none of the others does with test keys (S0.18 to S0.20).
public abstract class TestKeyStoreContract extends StoreContract {
    private Organization acme;
    private Organization globex;
    private Agent agent;
    private Environment development;
    private Environment production;

    @BeforeEach
    final void createAgents() {
        acme = organization("acme");
        globex = organization("globex");
        agent = agent(acme, "support");
        development = environment(acme, "development");
        production = environment(acme, "production");
    }

    private TestKeyStore keys() {
        return store.testKeys();
    }

    private KeyBinding.AgentInEnvironment binding(Environment environment) {
        return new KeyBinding.AgentInEnvironment(agent.id(), environment.id());
    }

    private TestKey put(String holder, Environment environment) {
        Instant at = tick();
        TestKey key = renewed(KeyId.create(randomness, at), holder, environment, at);
        keys().put(key);
        return key;
    }

    private TestKey renewed(KeyId id, String holder, Environment environment, Instant at) {
        return new TestKey(
                id,
                acme.id(),
                binding(environment),
                holder,
                new DisplayName(TestKey.RESERVED + " " + holder),
                KeyFormat.generatePublicId(randomness),
                newSecret(),
                at,
                at.plus(TestKey.LIFE));
    }

    private List<KeyEntry> entries() {
        List<KeyEntry> entries = new ArrayList<>();
        store.dataPlane().readKeys(row -> entries.add(row.entry()));
        return entries;
    }

    /// What was put in is answered in every field, to its holder for its agent in its environment.
    @Test
    void put_isAnsweredWhole() {
        TestKey key = put("ann", production);
        TestKey other = put("ann", development);
        TestKey ben = put("ben", production);

        assertEquals(Optional.of(key), keys().find(acme.id(), "ann", binding(production)));
        assertEquals(Optional.of(ben), keys().find(acme.id(), "ben", binding(production)));
        assertEquals(Optional.empty(), keys().find(acme.id(), "ben", binding(development)));
        assertEquals(List.of(key, other), keys().listOf(acme.id(), "ann"));
        assertEquals(List.of(key, other, ben), keys().listFor(acme.id(), Optional.of(agent.id()), Optional.empty()));
        assertEquals(List.of(other), keys().listFor(acme.id(), Optional.empty(), Optional.of(development.id())));
    }

    /// Nodes are given test keys beside the others, as what they are: bound, and ending.
    @Test
    void dataPlane_hasThem() {
        TestKey key = put("ann", production);
        ApiKey usual = key(acme, "usual");
        KeyEntry entry = KeyRow.of(key).entry();

        assertEquals(Set.of(KeyEntry.of(usual), entry), Set.copyOf(entries()));
        assertEquals(
                Set.of(KeyEntry.of(usual), entry), Set.copyOf(store.dataPlane().keys(List.of(usual.id(), key.id()))));
        assertEquals(key.binding(), entry.binding());
        assertEquals(key.expiresAt().toEpochMilli(), entry.expiresAtMillis());
        store.organizations().delete(acme.id(), tick());
        assertEquals(List.of(), entries());
    }

    /// No listing, count, search or trace of keys finds a test key, nor is there a name that it takes (S0.20).
    @Test
    void keys_haveNoneOfThem() {
        TestKey key = put("ann", production);

        assertEquals(
                List.of(),
                store.keys()
                        .list(acme.id(), KeyFilter.all(), PageRequest.first())
                        .items());
        assertEquals(List.of(), store.keys().listLive(acme.id(), KeyFilter.all()));
        assertEquals(0, store.keys().countLive(acme.id(), 10));
        assertEquals(Optional.empty(), store.keys().find(acme.id(), key.id()));
        assertEquals(
                List.of(),
                store.keyTraces().byDigest(acme.id(), List.of(key.secret().digest())));
        assertEquals(
                List.of(),
                store.keyTraces().byMask(acme.id(), Set.of(key.secret().mask())));
        assertEquals(List.of(), store.keyTraces().byPublicId(acme.id(), key.publicId()));
    }

    /// A renewed key takes the place of the old one.
    @Test
    void put_again_replaces() {
        TestKey key = put("ann", production);
        TestKey renewed = renewed(key.id(), "ann", production, tick());
        TestKey kept = new TestKey(
                key.id(),
                acme.id(),
                key.binding(),
                "ann",
                key.name(),
                key.publicId(),
                renewed.secret(),
                renewed.issuedAt(),
                renewed.expiresAt());
        keys().put(kept);

        assertEquals(List.of(kept), keys().listOf(acme.id(), "ann"));
        assertEquals(List.of(KeyRow.of(kept).entry()), entries());
    }

    /// A holder has one for an agent in an environment; a second one is a fault.
    @Test
    void put_secondOfTheSame_fails() {
        TestKey key = put("ann", production);

        assertThrows(StoreException.class, () -> put("ann", production));
        assertEquals(List.of(key), keys().listOf(acme.id(), "ann"));
    }

    /// The other organization neither sees nor changes a test key, by any method (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesAndChangesNothing() {
        TestKey key = put("ann", production);

        assertEquals(Optional.empty(), keys().find(globex.id(), "ann", binding(production)));
        assertEquals(List.of(), keys().listOf(globex.id(), "ann"));
        assertEquals(List.of(), keys().listFor(globex.id(), Optional.of(agent.id()), Optional.empty()));
        keys().delete(globex.id(), key.id());

        assertEquals(List.of(key), keys().listOf(acme.id(), "ann"));
    }

    /// What ends everywhere with its holder is found in every organization.
    @Test
    void listOf_withoutOrganization_isOfAll() {
        TestKey key = put("ann", production);
        TestKey unused = put("ben", production);

        assertEquals(List.of(key), keys().listOf("ann"));
        assertEquals(List.of(), keys().listOf("cy"));
    }

    @Test
    void delete_takesItAway() {
        TestKey key = put("ann", production);
        keys().delete(acme.id(), key.id());
        keys().delete(acme.id(), key.id());

        assertEquals(List.of(), keys().listOf(acme.id(), "ann"));
        assertEquals(List.of(), entries());
    }

    /// Those that are expired to the millisecond go, oldest first, no more than are asked for, with what was
    /// counted of them.
    @Test
    void deleteExpired_takesTheExpired() {
        TestKey first = put("ann", production);
        TestKey second = put("ben", production);
        store.usage().add(List.of(new KeyUsage(first.id(), 3, tick())));

        assertEquals(List.of(), keys().deleteExpired(first.expiresAt().minusMillis(1), 10));
        assertEquals(List.of(first.id()), keys().deleteExpired(first.expiresAt(), 10));
        assertEquals(Map.of(), store.usage().find(List.of(first.id())));
        assertEquals(List.of(second), keys().listFor(acme.id(), Optional.empty(), Optional.empty()));
        TestKey third = put("cas", production);
        assertEquals(List.of(second.id()), keys().deleteExpired(third.expiresAt(), 1));
        assertEquals(List.of(third.id()), keys().deleteExpired(third.expiresAt(), 1));
    }
}
