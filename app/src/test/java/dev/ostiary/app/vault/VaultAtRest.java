package dev.ostiary.app.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.CreateOrganization;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyRing;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.standing.StoredStanding;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.vault.CreateProviderKey;
import dev.ostiary.core.vault.EditProviderKey;
import dev.ostiary.core.vault.ProviderKey;
import dev.ostiary.core.vault.ProviderKeyValue;
import dev.ostiary.core.vault.ReencryptProviderKeys;
import dev.ostiary.core.vault.SealedSecret;
import dev.ostiary.core.vault.UnreadableSecretException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a stolen database is worth, and what one can do who may write to it (L04, A.4).
abstract class VaultAtRest {
    private static final String VALUE = "sk-proj-canary-0123456789-abcdef";
    private static final Actor ACTOR = Actor.system();

    private final Randomness randomness = new Randomness();
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private final MasterKeyRing ring = new MasterKeyRing(MasterKeyset.first(MasterKey.generate(randomness)), 1);
    private final TinkSecretCipher cipher = new TinkSecretCipher(ring);

    private Store store;
    private CreateProviderKey create;
    private EditProviderKey edit;
    private ReencryptProviderKeys reencrypt;
    private Organization acme;
    private Organization globex;

    abstract Store openStore();

    /// Everything the database holds, as one who has stolen it reads it.
    abstract String dump() throws IOException;

    @BeforeEach
    final void open() {
        store = openStore();
        ChangeRecorder recorder = new ChangeRecorder(
                StoredStanding.transactions(store, clock),
                store.audit(),
                store.changes(),
                _ -> new Applied(0, 0),
                randomness,
                clock);
        create = new CreateProviderKey(store.providerKeys(), store.organizations(), cipher, recorder, randomness);
        edit = new EditProviderKey(store.providerKeys(), cipher, recorder);
        reencrypt = new ReencryptProviderKeys(store.transactions(), store.providerKeys(), cipher);
        CreateOrganization organizations =
                new CreateOrganization(store.organizations(), store.projects(), recorder, randomness, clock);
        acme = organizations
                .create(ACTOR, new Slug("acme"), new DisplayName("Acme"))
                .value();
        globex = organizations
                .create(ACTOR, new Slug("globex"), new DisplayName("Globex"))
                .value();
    }

    @AfterEach
    final void close() {
        store.close();
    }

    private ProviderKey key(Organization organization, String name) {
        return create.create(
                        ACTOR,
                        organization.id(),
                        new DisplayName(name),
                        ProviderKeyValue.parse(VALUE).orElseThrow())
                .value();
    }

    private ProviderKey stored(ProviderKey key) {
        return store.providerKeys().find(key.organization(), key.id()).orElseThrow();
    }

    /// Puts a value into the row of a key, as one could who may write to the database.
    private void plant(ProviderKey into, SealedSecret value) {
        store.providerKeys()
                .update(new ProviderKey(
                        into.id(),
                        into.organization(),
                        into.name(),
                        into.mask(),
                        into.version(),
                        value,
                        into.created(),
                        into.changed(),
                        into.lastUsedAt()));
    }

    private boolean opens(ProviderKey key) {
        ring.replace(ring.keyset().with(ring.active() + 1, MasterKey.generate(randomness)), ring.active() + 1);
        boolean isUnreadable = reencrypt.run().unreadable().contains(key.id());
        return !isUnreadable;
    }

    /// The database holds neither the value nor an encoding of it; what it holds does not open under another master
    /// key; and it holds nothing of ours (L04).
    @Test
    void dump_hasNoValue() throws IOException {
        ProviderKey key = key(acme, "MY_API");
        edit.edit(ACTOR, acme.id(), key.id(), Optional.empty(), ProviderKeyValue.parse(VALUE));

        String dump = dump();

        assertTrue(dump.contains("MY_API"), "the dump is one");
        assertTrue(dump.contains(stored(key).value().ciphertext()), "the dump is whole");
        byte[] bytes = VALUE.getBytes(UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        for (String trace : List.of(
                VALUE,
                "canary",
                base64.substring(0, base64.length() - 2),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes))) {
            assertFalse(dump.contains(trace), trace);
        }
        byte[] master = ring.newest().key().vaultKey();
        assertFalse(dump.contains(HexFormat.of().formatHex(master)));
        assertFalse(dump.contains(new String(master, ISO_8859_1)));
        TinkSecretCipher thief =
                new TinkSecretCipher(new MasterKeyRing(MasterKeyset.first(MasterKey.generate(randomness)), 1));
        assertThrows(
                UnreadableSecretException.class, () -> thief.open(stored(key).value(), new byte[0]));
    }

    /// What was encrypted opens again in its own row, and moves to the next generation there.
    @Test
    void ownCiphertext_opens() {
        ProviderKey key = key(acme, "MY_API");

        assertTrue(opens(key));
        assertEquals(ring.active(), stored(key).value().generation());
        assertTrue(opens(key));
    }

    /// A ciphertext of another key of the organization, of another organization, or of an older value does not open
    /// in a key's row.
    @Test
    void swappedCiphertext_doesNotOpen() {
        ProviderKey key = key(acme, "MY_API");
        ProviderKey other = key(acme, "OTHER");
        ProviderKey theirs = key(globex, "MY_API");
        ProviderKey edited = key(acme, "EDITED");
        SealedSecret older = edited.value();
        edit.edit(ACTOR, acme.id(), edited.id(), Optional.empty(), ProviderKeyValue.parse("a-newer-value-0123456789"));
        plant(key, other.value());
        plant(theirs, other.value());
        plant(stored(edited), older);

        assertFalse(opens(key));
        assertFalse(opens(theirs));
        assertFalse(opens(edited));
        assertTrue(opens(other));
    }
}
