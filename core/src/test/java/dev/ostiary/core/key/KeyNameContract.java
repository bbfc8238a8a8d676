package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which names every [KeyStore] takes and refuses.
public abstract class KeyNameContract extends StoreContract {
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

    private static ApiKey renamed(ApiKey key, DisplayName name, Stamp stamp) {
        return key.edited(name, key.labels(), key.restrictions(), stamp);
    }

    /// Any name a person may give comes back as it was, and names that differ in case only differ.
    @Test
    void insert_namesOfStrangeCharacters_areKept() {
        for (String name : List.of("CI", "ci", "Ci", "\"'; DROP TABLE x; --", "%_\\", "ж 漢 \ud83d\ude80", "=1+1")) {
            ApiKey key = key(acme, name);
            assertEquals(Optional.of(key), find(key));
        }
    }

    /// Two live keys of an organization never share a name.
    @Test
    void insert_nameInUse_isRefused() {
        ApiKey first = key(acme, "CI");

        assertRefused(ProblemCode.KEY_NAME_TAKEN, () -> key(acme, "CI"));

        assertEquals(List.of(first), list(acme));
    }

    /// A key that is disabled or expired is not ended for good, so its name is in use.
    @Test
    void insert_nameOfDisabledOrExpired_isRefused() {
        change(key(acme, "disabled"), found -> found.disabled(stamp("admin")));
        keys().insert(withExpiry(newKey(acme, "expired", new KeyBinding.WholeOrganization()), Optional.of(START)));

        assertRefused(ProblemCode.KEY_NAME_TAKEN, () -> key(acme, "disabled"));
        assertRefused(ProblemCode.KEY_NAME_TAKEN, () -> key(acme, "expired"));
    }

    /// What one organization calls its keys is no concern of another.
    @Test
    void insert_nameOfAnotherOrganization_isTaken() {
        ApiKey first = key(acme, "CI");
        ApiKey second = key(globex, "CI");

        assertEquals(List.of(first), list(acme));
        assertEquals(List.of(second), list(globex));
    }

    /// A name is free again when its key is revoked or deleted, any number of times (S0.16).
    @Test
    void insert_nameOfRevokedOrDeleted_isTaken() {
        change(key(acme, "CI"), found -> found.revoked(stamp("admin")));
        change(key(acme, "CI"), found -> found.deleted(stamp("admin")));
        change(key(acme, "CI"), found -> found.revoked(stamp("admin")));
        ApiKey live = key(acme, "CI");

        assertEquals(Optional.of(live), find(live));
        assertEquals(3, list(acme).size());
    }

    /// Of many who want a name at once exactly one gets it.
    @Test
    void insert_sameNameAtOnce_oneWins() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        concurrently(8, thread -> {
            try {
                key(acme, "CI");
            } catch (RefusedException taken) {
                assertEquals(ProblemCode.KEY_NAME_TAKEN, taken.code());
                refused.incrementAndGet();
            }
        });

        assertEquals(7, refused.get());
        assertEquals(1, list(acme).size());
    }

    /// A key cannot take the name of another by renaming; that leaves both as they were. Its own name it can take.
    @Test
    void update_nameInUse_isRefused() {
        ApiKey first = key(acme, "first");
        ApiKey second = key(acme, "second");

        assertRefused(
                ProblemCode.KEY_NAME_TAKEN,
                () -> change(second, found -> renamed(found, new DisplayName("first"), stamp("admin"))));
        assertEquals(Optional.of(first), find(first));
        assertEquals(Optional.of(second), find(second));

        ApiKey same = change(second, found -> renamed(found, new DisplayName("second"), stamp("admin")));
        assertEquals(Optional.of(same), find(second));
    }
}
