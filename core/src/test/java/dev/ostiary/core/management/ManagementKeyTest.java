package dev.ostiary.core.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Proof;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.StoredSecret;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vector.Vectors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Only a live management key speaks at the REST API, for whom it was made for (I05, S4.13, T01).
final class ManagementKeyTest {
    private final CoreFixture core = new CoreFixture();

    static List<List<String>> vectors() {
        return Vectors.rows("key-format.tsv");
    }

    @AfterEach
    void close() {
        core.close();
    }

    private Optional<Actor> authenticate(String credential) {
        return core.managementAuthenticator.authenticate(credential);
    }

    private IssuedManagementKey issue() {
        return core.issueManagementKey.issue(Actor.system(), new DisplayName("automation"));
    }

    /// A management key that is stored, of a secret that only the test knows.
    private Secret stored(
            Optional<OrganizationId> confinedTo, Optional<Instant> expiresAt, Optional<Instant> revokedAt) {
        Secret secret = KeyFormat.generate(KeyType.MANAGEMENT, core.randomness);
        Instant now = core.clock.instant();
        core.store
                .managementKeys()
                .insert(new ManagementKey(
                        ManagementKeyId.create(core.randomness, now),
                        new DisplayName("automation"),
                        confinedTo,
                        Optional.empty(),
                        StoredSecret.of(secret, core.pepper),
                        Optional.empty(),
                        new Stamp(now, "tester"),
                        expiresAt,
                        revokedAt,
                        Optional.empty()));
        return secret;
    }

    /// An issued one speaks for the whole installation, under its name and identifier.
    @Test
    void issue_opensTheRestApi() {
        IssuedManagementKey issued = issue();

        assertTrue(KeyFormat.isIssued(issued.secret().reveal(), KeyType.MANAGEMENT));
        assertEquals(
                Optional.of(new Actor(
                                Actor.Kind.MANAGEMENT_KEY, issued.key().id().value(), "automation", Grants.everything())
                        .by(new Proof.OfManagementKey(
                                issued.key().id(), Set.of(issued.key().id().value())))),
                authenticate(issued.secret().reveal()));
    }

    /// Issuing is written down, in whole milliseconds, and the secret is in the answer alone.
    @Test
    void issue_isWrittenDownWithoutSecret() {
        Instant now = core.clock.instant();
        core.clock.set(now.plusNanos(1));
        Written written = new Written(core.store);
        IssuedManagementKey issued = issue();

        assertEquals("management-key.issued", written.event().action().text());
        assertEquals(Optional.empty(), written.event().organization());
        assertEquals(Map.of("name", "automation"), written.event().changes().after());
        assertEquals(now, issued.key().created().at());
        assertEquals(now, written.event().at());
        String everything = core.store.backup() + " " + issued;
        assertFalse(everything.contains(issued.secret().reveal().substring(12, 24)));
    }

    /// When the store breaks off, at whatever access, no key was made.
    @Test
    void issue_storeBreaksOff_makesNone() {
        Written written = new Written(core.store);
        for (int number = 1; number <= 4; number++) {
            core.store.failAtCall(number);
            assertThrows(StoreException.class, this::issue);
            written.assertNothing();
        }
    }

    /// One confined to an organization speaks for that alone.
    @Test
    void authenticate_confined_seesItsOwnOnly() {
        OrganizationId acme = core.organization("acme").id();
        OrganizationId globex = core.organization("globex").id();
        Actor actor = authenticate(stored(Optional.of(acme), Optional.empty(), Optional.empty())
                        .reveal())
                .orElseThrow();

        assertTrue(actor.maySee(acme));
        assertFalse(actor.maySee(globex));
    }

    /// From the very instant of its expiry it is refused, and a revoked one at once.
    @Test
    void authenticate_endedOne_isRefused() {
        Instant end = core.clock.instant().plusSeconds(60);
        String expiring =
                stored(Optional.empty(), Optional.of(end), Optional.empty()).reveal();
        String revoked = stored(Optional.empty(), Optional.empty(), Optional.of(core.clock.instant()))
                .reveal();

        core.clock.set(end.minusMillis(1));
        assertTrue(authenticate(expiring).isPresent());
        core.clock.set(end);
        assertTrue(authenticate(expiring).isEmpty());
        core.clock.set(end.plusMillis(1));
        assertTrue(authenticate(expiring).isEmpty());
        assertTrue(authenticate(revoked).isEmpty());
    }

    /// An API key opens the gateway and never the REST API, nor does its public id.
    @Test
    void authenticate_apiKey_isRefused() {
        IssuedKey key = core.key(core.organization("acme").id(), new KeyBinding.WholeOrganization(), "CI");

        assertTrue(authenticate(key.secret().reveal()).isEmpty());
        assertTrue(authenticate(key.key().publicId()).isEmpty());
    }

    /// What cannot be a management key is refused without asking the store, though that fails (K01, K07).
    @ParameterizedTest
    @MethodSource("vectors")
    void authenticate_noManagementKey_asksNobody(List<String> row) {
        String text = row.get(1) + row.get(2);
        core.store.failing(true);

        if (row.get(3).equals("MANAGEMENT")) {
            assertThrows(StoreException.class, () -> authenticate(text));
        } else {
            assertTrue(authenticate(text).isEmpty());
        }
    }

    /// An unknown one is refused.
    @Test
    void authenticate_unknown_isRefused() {
        assertTrue(authenticate(
                        KeyFormat.generate(KeyType.MANAGEMENT, core.randomness).reveal())
                .isEmpty());
    }
}
