package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [KeyStore] does with one key. Names are [KeyNameContract]'s, listings [KeyListingContract]'s.
public abstract class KeyStoreContract extends StoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private KeyStore keys() {
        return store.keys();
    }

    private Optional<ApiKey> find(ApiKey key) {
        return keys().find(key.organization(), key.id());
    }

    private Optional<ApiKey> lock(OrganizationId organization, KeyId id) {
        return store.transactions().inTransaction(() -> keys().lock(organization, id));
    }

    private List<ApiKey> list(Organization organization) {
        return keys().list(organization.id(), KeyFilter.all(), PageRequest.first())
                .items();
    }

    private ApiKey withExpiry(ApiKey key, Optional<Instant> expiresAt) {
        return new ApiKey(
                key.id(),
                key.organization(),
                key.name(),
                key.publicId(),
                key.secret(),
                key.binding(),
                key.labels(),
                key.restrictions(),
                expiresAt,
                key.created(),
                key.changed(),
                key.disabledAt(),
                key.revokedAt(),
                key.deletedAt());
    }

    private static ApiKey withSecret(ApiKey key, StoredSecret secret, KeyBinding binding) {
        return new ApiKey(
                key.id(),
                key.organization(),
                key.name(),
                key.publicId(),
                secret,
                binding,
                key.labels(),
                key.restrictions(),
                key.expiresAt(),
                key.created(),
                key.changed(),
                key.disabledAt(),
                key.revokedAt(),
                key.deletedAt());
    }

    private static ApiKey renamed(ApiKey key, DisplayName name, Stamp stamp) {
        return key.edited(name, key.labels(), key.restrictions(), stamp);
    }

    /// What was put in is answered when asked for, held and listed, in every field, the digest to the bit.
    @Test
    void insert_isAnsweredWhole() {
        Agent agent = agent(acme, "support");
        Environment production = environment(acme, "production");
        for (ApiKey key : List.of(key(acme, "whole"), key(acme, "bound", agent, production))) {
            assertEquals(Optional.of(key), find(key));
            assertEquals(Optional.of(key), lock(acme.id(), key.id()));
            assertEquals(
                    key,
                    list(acme).stream()
                            .filter(listed -> listed.id().equals(key.id()))
                            .findAny()
                            .orElseThrow());
        }
    }

    /// The expiry is kept to the millisecond, so a key is refused from that very instant and not before (S0.25,
    /// T01).
    @Test
    void insert_expiry_isKeptToTheMillisecond() {
        Instant end = Instant.parse("2026-06-01T00:00:00.001Z");
        ApiKey key = withExpiry(newKey(acme, "short", new KeyBinding.WholeOrganization()), Optional.of(end));
        keys().insert(key);

        ApiKey found = find(key).orElseThrow();
        assertEquals(KeyStatus.ACTIVE, found.status(end.minusMillis(1)));
        assertEquals(KeyStatus.EXPIRED, found.status(end));
        assertEquals(KeyStatus.EXPIRED, found.status(end.plusMillis(1)));
    }

    /// The other organization neither sees nor changes a key, by any method (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesAndChangesNothing() {
        ApiKey key = key(acme, "ours");
        ApiKey forged = new ApiKey(
                key.id(),
                globex.id(),
                new DisplayName("forged"),
                key.publicId(),
                newSecret(),
                key.binding(),
                key.labels(),
                key.restrictions(),
                key.expiresAt(),
                key.created(),
                key.changed(),
                Optional.of(tick()),
                Optional.of(tick()),
                Optional.empty());

        assertEquals(Optional.empty(), keys().find(globex.id(), key.id()));
        assertEquals(Optional.empty(), lock(globex.id(), key.id()));
        assertEquals(List.of(), list(globex));
        keys().update(forged);

        assertEquals(Optional.of(key), find(key));
        assertEquals(List.of(), list(globex));
    }

    /// What is not there is not answered.
    @Test
    void find_unknown_isEmpty() {
        KeyId unknown = KeyId.create(randomness, tick());

        assertEquals(Optional.empty(), keys().find(acme.id(), unknown));
        assertEquals(Optional.empty(), lock(acme.id(), unknown));
    }

    /// Two keys never have the same digest: the second is a fault, whoever's it is, and the first stays.
    @Test
    void insert_digestThatExists_fails() {
        ApiKey first = key(acme, "first");
        ApiKey second = withSecret(
                newKey(globex, "second", new KeyBinding.WholeOrganization()), first.secret(), first.binding());

        assertThrows(StoreException.class, () -> keys().insert(second));

        assertEquals(Optional.of(first), find(first));
        assertEquals(Optional.empty(), find(second));
    }

    /// Each step of a key's life is kept whole: renamed, disabled, enabled, revoked.
    @Test
    void update_replacesTheRecord() {
        ApiKey key = key(acme, "CI");
        ApiKey other = key(acme, "other");

        ApiKey renamed = change(key, found -> renamed(found, new DisplayName("CD"), stamp("renamer")));
        assertEquals(Optional.of(renamed), find(key));
        ApiKey disabled = change(key, found -> found.disabled(stamp("disabler")));
        assertEquals(Optional.of(disabled), find(key));
        ApiKey enabled = change(key, found -> found.enabled(stamp("enabler")));
        assertEquals(Optional.of(enabled), find(key));
        ApiKey revoked = change(key, found -> found.revoked(stamp("revoker")));
        assertEquals(Optional.of(revoked), find(key));
        assertEquals(Optional.of(other), find(other));
    }

    /// An update can give a key another secret, binding and expiry.
    @Test
    void update_replacesSecretBindingAndExpiry() {
        ApiKey key = key(acme, "CI");
        Agent agent = agent(acme, "support");
        Environment production = environment(acme, "production");
        KeyBinding binding = new KeyBinding.AgentInEnvironment(agent.id(), production.id());
        ApiKey changed = change(key, found -> withExpiry(withSecret(found, newSecret(), binding), Optional.of(tick())));

        assertEquals(Optional.of(changed), find(key));
    }

    /// A tombstone is in no answer and stays one whatever comes after.
    @Test
    void update_toTombstone_hidesForGood() {
        ApiKey key = key(acme, "CI");
        change(key, found -> found.deleted(stamp("deleter")));
        keys().update(key);

        assertEquals(Optional.empty(), find(key));
        assertEquals(Optional.empty(), lock(acme.id(), key.id()));
        assertEquals(List.of(), list(acme));
    }

    /// A held row is one transaction's at a time, so that nothing is lost between reading and writing.
    @Test
    void lock_manyAtOnce_takeTurns() throws Exception {
        ApiKey key = key(acme, "0");
        concurrently(8, thread -> {
            for (int turn = 0; turn < 5; turn++) {
                change(key, held -> {
                    int count = Integer.parseInt(held.name().value());
                    return renamed(held, new DisplayName(Integer.toString(count + 1)), stamp("counter"));
                });
            }
        });

        assertEquals("40", find(key).orElseThrow().name().value());
    }

    /// When some revoke a key while others rename and disable it, it ends up revoked (R07).
    @Test
    void lock_revokedAmongOtherChanges_staysRevoked() throws Exception {
        ApiKey key = key(acme, "CI");
        concurrently(
                8,
                thread -> change(key, held -> switch (thread % 4) {
                    case 0 -> held.revoked(stamp("revoker"));
                    case 1 -> renamed(held, new DisplayName("CI " + thread), stamp("renamer"));
                    case 2 -> held.disabled(stamp("disabler"));
                    default -> held.enabled(stamp("enabler"));
                }));

        assertEquals(KeyStatus.REVOKED, find(key).orElseThrow().status(START));
    }
}
