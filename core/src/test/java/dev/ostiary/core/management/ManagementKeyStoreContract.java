package dev.ostiary.core.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.StoredSecret;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.Optional;
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
                secret,
                at,
                expiresAt,
                revokedAt);
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
}
