package dev.ostiary.core.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.ReplacedSecret;
import dev.ostiary.core.key.StoredSecret;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.store.StoreContract;
import dev.ostiary.core.vault.ProviderKey;
import dev.ostiary.core.vault.ProviderKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every [MasterKeyStore] does.
public abstract class MasterKeyStoreContract extends StoreContract {
    private MasterKeyStore generations() {
        return store.masterKeys();
    }

    private MasterKeyRecord generation(int number) {
        return new MasterKeyRecord(number, "check" + number, stamp("rotator"), Optional.empty(), Optional.empty());
    }

    /// What was put in is answered whole, in the order of the numbers.
    @Test
    void insert_isAnsweredInOrder() {
        MasterKeyRecord second = generation(2);
        MasterKeyRecord first = generation(1).activated(tick()).retired(tick());
        assertEquals(List.of(), generations().list());
        generations().insert(second);
        generations().insert(first);

        assertEquals(List.of(first, second), generations().list());
        assertEquals(
                List.of(first, second),
                store.transactions().inTransaction(() -> generations().lock()));
    }

    /// There is one of each number.
    @Test
    void insert_again_fails() {
        generations().insert(generation(1));

        assertThrows(RuntimeException.class, () -> generations().insert(generation(1)));
    }

    /// A generation is put to use and retired; its check value never changes.
    @Test
    void update_changesWhatMayChange() {
        MasterKeyRecord first = generation(1);
        generations().insert(first);
        generations().insert(generation(2));
        MasterKeyRecord after = first.activated(tick()).retired(tick());
        generations()
                .update(new MasterKeyRecord(1, "another", stamp("somebody"), after.activatedAt(), after.retiredAt()));

        assertEquals(after, generations().list().getFirst());
        assertEquals(2, generations().list().size());
    }

    /// Of many who add the next generation at once, each sees what those before it have added.
    @Test
    void lock_manyAtOnce_takeTurns() throws Exception {
        generations().insert(generation(1));
        AtomicInteger added = new AtomicInteger();
        concurrently(
                8,
                _ -> inTransaction(() -> {
                    int next = generations().lock().getLast().generation() + 1;
                    generations().insert(generation(next));
                    added.incrementAndGet();
                }));

        assertEquals(8, added.get());
        assertEquals(9, generations().list().getLast().generation());
    }

    /// Who has a generation is known once it was noted, however often.
    @Test
    void hold_isAnswered() {
        NodeId one = new NodeId("node_one");
        NodeId other = new NodeId("node_other");
        generations().hold(1, one, tick());
        generations().hold(1, one, tick());
        generations().hold(2, one, tick());
        generations().hold(2, other, tick());

        assertEquals(Set.of(one), generations().holders(1));
        assertEquals(Set.of(one, other), generations().holders(2));
        assertEquals(Set.of(), generations().holders(3));
    }

    /// What needs a generation is counted over all organizations: keys that are neither revoked nor deleted, and
    /// provider keys.
    @Test
    void use_countsWhatNeedsIt() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        for (Organization organization : List.of(acme, globex)) {
            ApiKey unused = key(organization, "live");
            ApiKey ended = key(organization, "ended");
            ApiKey unusedToo = change(ended, key -> key.revoked(stamp("revoker")));
            ApiKey unusedThird = change(key(organization, "gone"), key -> key.deleted(stamp("deleter")));
        }
        ProviderKey provider = ProviderKeys.of(acme, "MY_API", 3, tick(), randomness);
        store.providerKeys().insert(provider);
        store.managementKeys()
                .insert(new ManagementKey(
                        ManagementKeyId.create(randomness, tick()),
                        new DisplayName("automation"),
                        Optional.empty(),
                        Optional.empty(),
                        newSecret(),
                        Optional.empty(),
                        stamp("maker"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        assertEquals(
                Map.of(7, new MasterKeyUse(0, 2, 1), 3, new MasterKeyUse(1, 0, 0)),
                generations().use(tick()));
    }

    /// A key needs the pepper of a secret that was replaced for as long as that is accepted, and counts once.
    @Test
    void use_countsFormerSecretsWhileAccepted() {
        ApiKey key = key(organization("acme"), "rotated");
        ApiKey revoked = change(key(organization("globex"), "ended"), each -> each.revoked(stamp("revoker")));
        Instant replaced = tick();
        Instant end = replaced.plusSeconds(60);
        replace(key, 5, replaced, end);
        replace(key, 5, replaced, end);
        replace(key, 7, replaced, end);
        replace(key, 4, replaced, replaced);
        replace(revoked, 5, replaced, end);

        assertEquals(
                Map.of(7, new MasterKeyUse(0, 1, 0), 5, new MasterKeyUse(0, 1, 0)),
                generations().use(end.minusMillis(1)));
        assertEquals(Map.of(7, new MasterKeyUse(0, 1, 0)), generations().use(end));
    }

    private void replace(ApiKey key, int pepper, Instant at, Instant until) {
        StoredSecret secret = newSecret();
        inTransaction(() -> store.replacedSecrets()
                .add(new ReplacedSecret(
                        key.id(), new StoredSecret(secret.digest(), pepper, secret.mask()), at, until)));
    }
}
