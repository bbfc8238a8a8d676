package dev.ostiary.core.key;

import static dev.ostiary.core.key.KeyStatus.ACTIVE;
import static dev.ostiary.core.key.KeyStatus.DISABLED;
import static dev.ostiary.core.key.KeyStatus.EXPIRED;
import static dev.ostiary.core.key.KeyStatus.REVOKED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where a key stands follows from its record and the time alone: no job has to run (S0.25, S3.13, A.6, A.7, T01).
final class ApiKeyTest {
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant BEFORE = END.minusMillis(1);
    private static final Stamp STAMP = new Stamp(Instant.parse("2026-03-02T00:00:00Z"), "admin");
    private static final Stamp LATER = new Stamp(Instant.parse("2026-03-03T00:00:00Z"), "other");

    private static ApiKey key(Optional<Instant> expiresAt) {
        Randomness randomness = new Randomness();
        Stamp created = new Stamp(Instant.parse("2026-03-01T00:00:00Z"), "creator");
        return new ApiKey(
                KeyId.create(randomness, created.at()),
                OrganizationId.create(randomness, created.at()),
                new DisplayName("CI"),
                KeyFormat.generatePublicId(randomness),
                new StoredSecret(KeyDigest.of(randomness.bytes(KeyDigest.LENGTH)), 1, "mask"),
                new KeyBinding.WholeOrganization(),
                Labels.NONE,
                KeyRestrictions.NONE,
                expiresAt,
                created,
                created,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// It is refused from the very instant of its expiry, not a millisecond earlier or later.
    @Test
    void status_atTheEdge_turnsExpired() {
        ApiKey key = key(Optional.of(END));

        assertEquals(ACTIVE, key.status(BEFORE));
        assertEquals(EXPIRED, key.status(END));
        assertEquals(EXPIRED, key.status(END.plusMillis(1)));
    }

    /// Without an expiry it lives for ever.
    @Test
    void status_noExpiry_isActive() {
        assertEquals(ACTIVE, key(Optional.empty()).status(Instant.MAX));
    }

    /// Revoked outlasts expired, expired outlasts disabled.
    @Test
    void status_severalAtOnce_strongestShows() {
        ApiKey disabled = key(Optional.of(END)).disabled(STAMP);

        assertEquals(DISABLED, disabled.status(BEFORE));
        assertEquals(EXPIRED, disabled.status(END));
        assertEquals(REVOKED, disabled.revoked(STAMP).status(BEFORE));
        assertEquals(REVOKED, disabled.revoked(STAMP).status(END));
        assertEquals(REVOKED, key(Optional.empty()).deleted(STAMP).status(BEFORE));
    }

    /// A disabled key that is enabled is as it was; enabling brings no other end back to life.
    @Test
    void enabled_undoesDisabledOnly() {
        assertEquals(
                ACTIVE, key(Optional.of(END)).disabled(STAMP).enabled(STAMP).status(BEFORE));
        assertEquals(
                EXPIRED, key(Optional.of(END)).disabled(STAMP).enabled(STAMP).status(END));
        assertEquals(
                REVOKED, key(Optional.of(END)).revoked(STAMP).enabled(STAMP).status(BEFORE));
    }

    /// What was done first keeps its time when it is done again.
    @Test
    void twice_keepsTheFirstTime() {
        ApiKey key = key(Optional.empty());

        assertEquals(
                Optional.of(STAMP.at()), key.disabled(STAMP).disabled(LATER).disabledAt());
        assertEquals(Optional.of(STAMP.at()), key.revoked(STAMP).revoked(LATER).revokedAt());
        assertEquals(Optional.of(STAMP.at()), key.revoked(STAMP).deleted(LATER).revokedAt());
        assertEquals(Optional.of(LATER.at()), key.revoked(STAMP).deleted(LATER).deletedAt());
    }

    /// Whatever is done to a key, its secret, binding, expiry and creation stay, and who did it last is known
    /// (S3.20).
    @Test
    void anyChange_keepsTheRest() {
        ApiKey key = key(Optional.of(END));
        ApiKey changed = key.edited(new DisplayName("CD"), key.labels(), key.restrictions(), STAMP)
                .disabled(STAMP)
                .enabled(STAMP)
                .revoked(STAMP)
                .deleted(LATER);

        assertEquals(key.id(), changed.id());
        assertEquals(key.organization(), changed.organization());
        assertEquals(key.publicId(), changed.publicId());
        assertEquals(key.secret(), changed.secret());
        assertEquals(key.binding(), changed.binding());
        assertEquals(key.expiresAt(), changed.expiresAt());
        assertEquals(key.created(), changed.created());
        assertEquals(LATER, changed.changed());
        assertEquals(new DisplayName("CD"), changed.name());
    }

    /// A key that is deleted but not revoked cannot exist.
    @Test
    void deletedButNotRevoked_cannotExist() {
        ApiKey key = key(Optional.empty());

        assertThrows(
                IllegalArgumentException.class,
                () -> new ApiKey(
                        key.id(),
                        key.organization(),
                        key.name(),
                        key.publicId(),
                        key.secret(),
                        key.binding(),
                        key.labels(),
                        key.restrictions(),
                        key.expiresAt(),
                        key.created(),
                        key.changed(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(END)));
    }
}
