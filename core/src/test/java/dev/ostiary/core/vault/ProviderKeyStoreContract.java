package dev.ostiary.core.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [ProviderKeyStore] does with a key.
public abstract class ProviderKeyStoreContract extends StoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private ProviderKeyStore keys() {
        return store.providerKeys();
    }

    private ProviderKey key(Organization organization, String name, int generation) {
        ProviderKey key = ProviderKeys.of(organization, name, generation, tick(), randomness);
        keys().insert(key);
        return key;
    }

    private Optional<ProviderKey> find(ProviderKey key) {
        return keys().find(key.organization(), key.id());
    }

    private Optional<ProviderKey> lock(Organization organization, ProviderKeyId id) {
        return store.transactions().inTransaction(() -> keys().lock(organization.id(), id));
    }

    private List<ProviderKey> list(Organization organization) {
        return keys().list(organization.id(), ProviderKeyListing.newestFirst(50))
                .items();
    }

    private List<ProviderKey> outdated(int generation, Optional<ProviderKeyId> after, int limit) {
        return store.transactions().inTransaction(() -> keys().lockOutdated(generation, after, limit));
    }

    private static ProviderKey with(ProviderKey key, String name, int version, SealedSecret value, Stamp changed) {
        return new ProviderKey(
                key.id(),
                key.organization(),
                new DisplayName(name),
                "xyz••••••••abc",
                version,
                value,
                key.created(),
                changed,
                key.lastUsedAt());
    }

    /// What was put in is answered whole, by id, when held, and in the listing (S3.2).
    @Test
    void insert_isAnsweredWhole() {
        ProviderKey key = key(acme, "MY_API", 1);

        assertEquals(Optional.of(key), find(key));
        assertEquals(Optional.of(key), lock(acme, key.id()));
        assertEquals(List.of(key), list(acme));
    }

    /// The other organization neither sees nor changes a key, by any method (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesAndChangesNothing() {
        ProviderKey key = key(acme, "MY_API", 1);
        ProviderKey disguised = new ProviderKey(
                key.id(),
                globex.id(),
                new DisplayName("forged"),
                key.mask(),
                9,
                new SealedSecret(9, "AAAA"),
                stamp("forger"),
                stamp("forger"),
                Optional.empty());

        assertEquals(Optional.empty(), keys().find(globex.id(), key.id()));
        assertEquals(Optional.empty(), lock(globex, key.id()));
        assertEquals(List.of(), list(globex));
        keys().update(disguised);
        keys().delete(disguised);
        keys().markUsed(globex.id(), key.id(), tick());

        assertEquals(Optional.of(key), find(key));
        assertEquals(List.of(), list(globex));
    }

    /// Two keys of an organization never share a name; those of two organizations may (S3.6).
    @Test
    void insert_nameInUse_isRefused() {
        ProviderKey first = key(acme, "MY_API", 1);
        ProviderKey other = key(acme, "OTHER", 1);
        ProviderKey theirs = key(globex, "MY_API", 1);

        assertRefused(ProblemCode.PROVIDER_KEY_NAME_TAKEN, () -> key(acme, "MY_API", 1));
        assertRefused(
                ProblemCode.PROVIDER_KEY_NAME_TAKEN,
                () -> keys().update(with(other, "MY_API", 1, other.value(), stamp("editor"))));
        assertEquals(List.of(other, first), list(acme));
        assertEquals(List.of(theirs), list(globex));
    }

    /// Of many who want a name at once exactly one gets it.
    @Test
    void insert_sameNameAtOnce_oneWins() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        concurrently(8, _ -> {
            try {
                ProviderKey unused = key(acme, "MY_API", 1);
            } catch (RefusedException taken) {
                assertEquals(ProblemCode.PROVIDER_KEY_NAME_TAKEN, taken.code());
                refused.incrementAndGet();
            }
        });

        assertEquals(7, refused.get());
        assertEquals(1, list(acme).size());
    }

    /// An update replaces name, value, mask and version of that key only, and not when it was used.
    @Test
    void update_replacesTheRecord() {
        ProviderKey key = key(acme, "MY_API", 1);
        ProviderKey other = key(acme, "OTHER", 1);
        Instant used = tick();
        keys().markUsed(acme.id(), key.id(), used);
        ProviderKey edited = with(key, "RENAMED", 2, new SealedSecret(2, "BBBB"), stamp("editor"));
        keys().update(edited);

        ProviderKey found = find(key).orElseThrow();
        assertEquals(Optional.of(used), found.lastUsedAt());
        assertEquals(
                edited,
                new ProviderKey(
                        found.id(),
                        found.organization(),
                        found.name(),
                        found.mask(),
                        found.version(),
                        found.value(),
                        found.created(),
                        found.changed(),
                        Optional.empty()));
        assertEquals(Optional.of(other), find(other));
    }

    /// A deleted key is in no answer and stays so whatever comes after; its name is free (S3.11).
    @Test
    void delete_isForGood() {
        for (int round = 0; round < 3; round++) {
            ProviderKey key = key(acme, "MY_API", 1);
            keys().delete(key);
            keys().delete(key);
            keys().update(with(key, "BACK_AGAIN", 2, key.value(), stamp("editor")));
            keys().markUsed(acme.id(), key.id(), tick());

            assertEquals(Optional.empty(), find(key));
            assertEquals(List.of(), list(acme));
            assertEquals(List.of(), outdated(2, Optional.empty(), 10));
        }
    }

    /// The last use only ever moves forward.
    @Test
    void markUsed_keepsTheLatest() {
        ProviderKey key = key(acme, "MY_API", 1);
        Instant early = tick();
        Instant late = tick();
        keys().markUsed(acme.id(), key.id(), late);
        keys().markUsed(acme.id(), key.id(), early);

        assertEquals(Optional.of(late), find(key).orElseThrow().lastUsedAt());
    }

    /// A held row is one transaction's at a time: of edits at once, none is lost.
    @Test
    void lock_manyAtOnce_takeTurns() throws Exception {
        ProviderKey key = key(acme, "MY_API", 1);
        concurrently(8, _ -> {
            for (int turn = 0; turn < 5; turn++) {
                inTransaction(() -> {
                    ProviderKey held = keys().lock(acme.id(), key.id()).orElseThrow();
                    keys().update(with(held, "MY_API", held.version() + 1, held.value(), stamp("editor")));
                });
            }
        });

        assertEquals(41, find(key).orElseThrow().version());
    }

    /// Those of older generations are found in every organization, each once, in parts.
    @Test
    void lockOutdated_findsOlderGenerations() {
        ProviderKey first = key(acme, "FIRST", 1);
        ProviderKey second = key(globex, "SECOND", 2);
        ProviderKey third = key(acme, "THIRD", 1);
        ProviderKey present = key(acme, "PRESENT", 3);

        assertEquals(List.of(first, second, third), outdated(3, Optional.empty(), 10));
        assertEquals(List.of(first, second), outdated(3, Optional.empty(), 2));
        assertEquals(List.of(third), outdated(3, Optional.of(second.id()), 2));
        assertEquals(List.of(first, third), outdated(2, Optional.empty(), 10));
        assertFalse(outdated(4, Optional.empty(), 10).isEmpty());
        assertEquals(Optional.of(present), find(present));
    }
}
