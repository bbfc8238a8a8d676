package dev.ostiary.core.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.StoredSecret;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [ManagementKeyStore] does.
public abstract class ManagementKeyStoreContract extends StoreContract {
    private ManagementKey newKey(
            Optional<OrganizationId> confinedTo,
            StoredSecret secret,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt) {
        Instant at = tick();
        return new ManagementKey(
                ManagementKeyId.create(randomness, at),
                new DisplayName("automation"),
                confinedTo,
                Optional.of(Set.of(Permission.KEYS_READ, Permission.KEYS_ISSUE)),
                secret,
                Optional.empty(),
                new Stamp(at, "maker"),
                expiresAt,
                revokedAt,
                Optional.empty());
    }

    private Optional<ManagementKey> find(ManagementKey key) {
        return store.managementKeys().findByDigest(key.secret().digest());
    }

    /// What was put in is answered by digest, in every field, whatever its state; names need not differ.
    @Test
    void insert_isAnsweredWhole() {
        ManagementKey plain = newKey(Optional.empty(), newSecret(), Optional.empty(), Optional.empty());
        ManagementKey expired = newKey(Optional.empty(), newSecret(), Optional.of(START), Optional.empty());
        ManagementKey revoked = newKey(Optional.empty(), newSecret(), Optional.empty(), Optional.of(START));
        store.managementKeys().insert(plain);
        store.managementKeys().insert(expired);
        store.managementKeys().insert(revoked);

        assertEquals(Optional.of(plain), find(plain));
        assertEquals(Optional.of(expired), find(expired));
        assertEquals(Optional.of(revoked), find(revoked));
    }

    /// A key is confined to the organization it was made for, and to no other.
    @Test
    void insert_confined_staysConfined() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        ManagementKey ofAcme = newKey(Optional.of(acme.id()), newSecret(), Optional.empty(), Optional.empty());
        ManagementKey ofGlobex = newKey(Optional.of(globex.id()), newSecret(), Optional.empty(), Optional.empty());
        store.managementKeys().insert(ofAcme);
        store.managementKeys().insert(ofGlobex);

        assertEquals(Optional.of(ofAcme), find(ofAcme));
        assertEquals(Optional.of(ofGlobex), find(ofGlobex));
    }

    /// An API key is no management key, though it lies in the same database (I05).
    @Test
    void findByDigest_ofAnApiKey_isEmpty() {
        ApiKey key = key(organization("acme"), "key");

        assertEquals(
                Optional.empty(),
                store.managementKeys().findByDigest(key.secret().digest()));
    }

    /// A digest that differs in its last bit only is another one.
    @Test
    void findByDigest_unknown_isEmpty() {
        ManagementKey key = newKey(Optional.empty(), newSecret(), Optional.empty(), Optional.empty());
        store.managementKeys().insert(key);
        KeyDigest known = key.secret().digest();
        KeyDigest near = new KeyDigest(known.first(), known.second(), known.third(), known.fourth() ^ 1);

        assertEquals(Optional.empty(), store.managementKeys().findByDigest(near));
    }

    /// Two keys never have the same digest: the second is a fault, and the first stays.
    @Test
    void insert_digestThatExists_fails() {
        ManagementKey first = newKey(Optional.empty(), newSecret(), Optional.empty(), Optional.empty());
        store.managementKeys().insert(first);
        ManagementKey second = newKey(Optional.empty(), first.secret(), Optional.empty(), Optional.empty());

        assertThrows(StoreException.class, () -> store.managementKeys().insert(second));

        assertEquals(Optional.of(first), find(first));
    }

    /// A key may be for everything or for nothing, have a maker, and have been used.
    @Test
    void insert_everyForm_isKept() {
        Instant at = tick();
        for (Optional<Set<Permission>> permissions : List.of(
                Optional.<Set<Permission>>empty(),
                Optional.of(Set.<Permission>of()),
                Optional.of(Set.of(Permission.values())))) {
            ManagementKey key = new ManagementKey(
                    ManagementKeyId.create(randomness, at),
                    new DisplayName("automation"),
                    Optional.empty(),
                    permissions,
                    newSecret(),
                    Optional.of(AccountId.create(randomness, at)),
                    new Stamp(at, "maker"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(tick()));
            store.managementKeys().insert(key);

            assertEquals(Optional.of(key), find(key));
            assertEquals(Optional.of(key), store.managementKeys().find(key.id()));
        }
    }

    /// A key is held as its own place's only: not as another organization's, nor as the installation's.
    @Test
    void lock_isOfOnePlace() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        ManagementKey ofAcme = newKey(Optional.of(acme.id()), newSecret(), Optional.empty(), Optional.empty());
        ManagementKey ofAll = newKey(Optional.empty(), newSecret(), Optional.empty(), Optional.empty());
        store.managementKeys().insert(ofAcme);
        store.managementKeys().insert(ofAll);

        assertEquals(Optional.of(ofAcme), lock(Optional.of(acme.id()), ofAcme));
        assertEquals(Optional.empty(), lock(Optional.of(globex.id()), ofAcme));
        assertEquals(Optional.empty(), lock(Optional.empty(), ofAcme));
        assertEquals(Optional.of(ofAll), lock(Optional.empty(), ofAll));
        assertEquals(Optional.empty(), lock(Optional.of(acme.id()), ofAll));
    }

    /// Of a person's keys those are held that are for that organization and live; nobody else's.
    @Test
    void lockLive_isOfOneOrganizationAndPerson() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        AccountId ann = AccountId.create(randomness, tick());
        AccountId ben = AccountId.create(randomness, tick());
        ManagementKey first = made(Optional.of(acme.id()), ann, Optional.empty());
        ManagementKey second = made(Optional.of(acme.id()), ann, Optional.empty());
        ManagementKey _ = made(Optional.of(acme.id()), ann, Optional.of(tick()));
        ManagementKey _ = made(Optional.of(acme.id()), ben, Optional.empty());
        ManagementKey _ = made(Optional.empty(), ann, Optional.empty());
        ManagementKey elsewhere = made(Optional.of(globex.id()), ann, Optional.empty());

        assertEquals(List.of(first, second), lockLive(acme, ann));
        assertEquals(List.of(elsewhere), lockLive(globex, ann));
        assertEquals(List.of(), lockLive(globex, ben));
    }

    /// What a key asked for is found by it, in whatever place, while it lives.
    @Test
    void lockLive_isOfOneParent() {
        Organization acme = organization("acme");
        AccountId ann = AccountId.create(randomness, tick());
        ManagementKey parent = made(Optional.empty(), ann, Optional.empty());
        ManagementKey _ = made(Optional.of(acme.id()), ann, Optional.empty());
        ManagementKey child = child(parent, Optional.of(acme.id()), Optional.empty());
        ManagementKey _ = child(parent, Optional.of(acme.id()), Optional.of(tick()));
        ManagementKey grandchild = child(child, Optional.empty(), Optional.empty());

        assertEquals(List.of(child), lockLive(parent));
        assertEquals(List.of(grandchild), lockLive(child));
        assertEquals(Optional.of(child), find(child));
    }

    private List<ManagementKey> lockLive(ManagementKey parent) {
        return store.transactions().inTransaction(() -> store.managementKeys().lockLive(parent.id()));
    }

    private ManagementKey child(ManagementKey parent, Optional<OrganizationId> place, Optional<Instant> revokedAt) {
        Instant at = tick();
        ManagementKey key = new ManagementKey(
                ManagementKeyId.create(randomness, at),
                new DisplayName("child"),
                place,
                Optional.empty(),
                newSecret(),
                parent.maker(),
                Optional.of(parent.id()),
                new Stamp(at, "parent"),
                Optional.empty(),
                revokedAt,
                Optional.empty());
        store.managementKeys().insert(key);
        return key;
    }

    private ManagementKey made(Optional<OrganizationId> place, AccountId maker, Optional<Instant> revokedAt) {
        Instant at = tick();
        ManagementKey key = new ManagementKey(
                ManagementKeyId.create(randomness, at),
                new DisplayName("automation"),
                place,
                Optional.of(Set.of(Permission.KEYS_READ)),
                newSecret(),
                Optional.of(maker),
                new Stamp(at, "maker"),
                Optional.empty(),
                revokedAt,
                Optional.empty());
        store.managementKeys().insert(key);
        return key;
    }

    private List<ManagementKey> lockLive(Organization organization, AccountId maker) {
        return store.transactions().inTransaction(() -> store.managementKeys().lockLive(organization.id(), maker));
    }

    private Optional<ManagementKey> lock(Optional<OrganizationId> place, ManagementKey key) {
        return store.transactions().inTransaction(() -> store.managementKeys().lock(place, key.id()));
    }

    /// The end of a key and its last use are noted apart, and for no other key.
    @Test
    void updateAndUsed_keepEachOther() {
        ManagementKey key = newKey(Optional.empty(), newSecret(), Optional.empty(), Optional.empty());
        ManagementKey other = newKey(Optional.empty(), newSecret(), Optional.empty(), Optional.empty());
        store.managementKeys().insert(key);
        store.managementKeys().insert(other);
        Instant used = tick();
        Instant ended = tick();
        store.managementKeys().used(key.id(), used);
        store.managementKeys().update(key.revoked(ended));

        ManagementKey kept = find(key).orElseThrow();
        assertEquals(Optional.of(used), kept.lastUsedAt());
        assertEquals(Optional.of(ended), kept.revokedAt());
        assertEquals(Optional.of(other), find(other));
    }

    /// The listing is of one place, newest first, whatever the size of its pages.
    @Test
    void list_isOfOnePlace() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        List<ManagementKey> ofAcme = new ArrayList<>();
        List<ManagementKey> ofAll = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            ofAcme.add(newKey(Optional.of(acme.id()), newSecret(), Optional.empty(), Optional.empty()));
            ofAll.add(newKey(Optional.empty(), newSecret(), Optional.empty(), Optional.of(START)));
        }
        ofAcme.forEach(store.managementKeys()::insert);
        ofAll.forEach(store.managementKeys()::insert);

        for (int limit : new int[] {1, 2, 3, 4}) {
            assertEquals(
                    ofAcme.reversed(),
                    allPages(limit, page -> store.managementKeys().list(Optional.of(acme.id()), page)));
            assertEquals(
                    ofAll.reversed(),
                    allPages(limit, page -> store.managementKeys().list(Optional.empty(), page)));
        }
        assertEquals(
                List.of(),
                store.managementKeys()
                        .list(Optional.of(globex.id()), PageRequest.first())
                        .items());
    }
}
