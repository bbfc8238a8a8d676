package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.PackedKeyDirectory;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Rotation: a new secret for the same key, the old one for a grace and never past its expiry (A.12, C3, R08).
final class RotateKeyTest {
    private static final Actor ACTOR = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");

    @AfterEach
    void close() {
        core.close();
    }

    private IssuedKey key(Expiry expiry) {
        IssuedKey issued = core.issueKey
                .issue(
                        ACTOR,
                        acme.id(),
                        new NewKey(
                                new DisplayName("CI"),
                                new KeyBinding.WholeOrganization(),
                                Labels.of(Map.of("team", "payments")),
                                KeyRestrictions.NONE,
                                expiry))
                .value();
        core.clock.advance(Duration.ofHours(1));
        return issued;
    }

    private RotatedKey rotate(KeyId id, Duration grace) {
        return core.rotateKey
                .rotate(ACTOR, acme.id(), id, new KeyRotation(grace, Optional.empty()))
                .value();
    }

    private PackedKeyDirectory directory() {
        PackedKeyDirectory directory = new PackedKeyDirectory();
        directory.replaceAll(
                core.store.dataPlane()::readKeys, core.store.dataPlane().retiredSecrets(Instant.EPOCH));
        return directory;
    }

    private Optional<KeyEntry> found(Secret secret) {
        return Optional.ofNullable(directory().find(new KeyDigester(core.pepper).digest(secret.reveal())));
    }

    private boolean opens(Secret secret) {
        long now = core.clock.instant().toEpochMilli();
        return found(secret)
                .filter(key -> key.status(now) == KeyStatus.ACTIVE && !key.isSecretEnded(now))
                .isPresent();
    }

    private void assertRefused(ProblemCode code, KeyId id) {
        Written written = new Written(core.store);
        RefusedException refused = assertThrows(RefusedException.class, () -> rotate(id, Duration.ZERO));
        assertEquals(code, refused.code());
        written.assertNothing();
    }

    /// Everything but the secret stays: id, public id, name, labels, expiry (C3).
    @Test
    void rotate_keepsTheKey() {
        IssuedKey issued = key(new Expiry.Default());
        Written written = new Written(core.store);

        RotatedKey rotated = rotate(issued.key().id(), Duration.ofDays(1));

        ApiKey after = rotated.key();
        assertEquals(issued.key().id(), after.id());
        assertEquals(issued.key().publicId(), after.publicId());
        assertEquals(issued.key().labels(), after.labels());
        assertEquals(issued.key().expiresAt(), after.expiresAt());
        assertNotEquals(issued.key().secret(), after.secret());
        assertEquals(core.clock.instant(), after.changed().at());
        assertEquals(AuditAction.KEY_ROTATED, written.event().action());
        assertEquals(
                Map.of("mask", issued.key().secret().mask()),
                written.event().changes().before());
        assertEquals(List.of(rotated.former()), core.store.replacedSecrets().list(acme.id(), List.of(after.id())));
    }

    /// Within the grace both secrets open, to the very instant of its end the new one alone (T01).
    @Test
    void grace_endsToTheInstant() {
        IssuedKey issued = key(new Expiry.Never());
        RotatedKey rotated = rotate(issued.key().id(), Duration.ofDays(7));

        assertTrue(opens(issued.secret()) && opens(rotated.secret()));
        assertTrue(found(issued.secret()).orElseThrow().isByFormerSecret());
        assertFalse(found(rotated.secret()).orElseThrow().isByFormerSecret());

        core.clock.advance(Duration.ofDays(7).minusMillis(1));
        assertTrue(opens(issued.secret()));
        core.clock.advance(Duration.ofMillis(1));
        assertFalse(opens(issued.secret()));
        assertTrue(opens(rotated.secret()));
    }

    /// Without grace the old secret opens nothing from then on (R08).
    @Test
    void noGrace_endsTheOldSecretAtOnce() {
        IssuedKey issued = key(new Expiry.Never());
        RotatedKey rotated = rotate(issued.key().id(), Duration.ZERO);

        assertFalse(opens(issued.secret()));
        assertTrue(opens(rotated.secret()));
    }

    /// The old secret never outlives the expiry it had, even when the key gets a later one (A.12).
    @Test
    void grace_isNeverPastTheOldExpiry() {
        Instant end = core.clock.instant().plus(Duration.ofDays(2)).plusSeconds(1);
        IssuedKey issued = key(new Expiry.At(end));
        RotatedKey rotated = core.rotateKey
                .rotate(
                        ACTOR,
                        acme.id(),
                        issued.key().id(),
                        new KeyRotation(Duration.ofDays(7), Optional.of(new Expiry.Default())))
                .value();

        assertEquals(end, rotated.former().acceptedUntil());
        assertTrue(rotated.key().expiresAt().orElseThrow().isAfter(end));
        core.clock.advance(Duration.ofDays(2));
        assertFalse(opens(issued.secret()));
        assertTrue(opens(rotated.secret()));
    }

    /// A second rotation lets older secrets go on no longer than its own grace: without one, the newest alone
    /// opens.
    @Test
    void rotateAgain_limitsAllOlderSecrets() {
        IssuedKey first = key(new Expiry.Never());
        RotatedKey second = rotate(first.key().id(), Duration.ofDays(7));
        RotatedKey third = rotate(first.key().id(), Duration.ofDays(1));
        assertTrue(opens(first.secret()) && opens(second.secret()) && opens(third.secret()));

        core.clock.advance(Duration.ofDays(1));
        assertFalse(opens(first.secret()) || opens(second.secret()));

        RotatedKey fourth = rotate(first.key().id(), Duration.ofDays(1));
        RotatedKey fifth = rotate(first.key().id(), Duration.ZERO);
        assertFalse(opens(third.secret()) || opens(fourth.secret()));
        assertTrue(opens(fifth.secret()));
    }

    /// A disabled key stays disabled, with either secret; enabled again, both open what they did.
    @Test
    void disabled_staysDisabled() {
        IssuedKey issued = key(new Expiry.Never());
        core.disableKey.disable(ACTOR, acme.id(), issued.key().id());
        RotatedKey rotated = rotate(issued.key().id(), Duration.ofDays(1));
        assertEquals(KeyStatus.DISABLED, rotated.key().status(core.clock.instant()));
        assertFalse(opens(issued.secret()) || opens(rotated.secret()));

        core.enableKey.enable(ACTOR, acme.id(), issued.key().id());
        assertTrue(opens(issued.secret()) && opens(rotated.secret()));
    }

    /// Who is revoked or deleted is so with every secret.
    @Test
    void revoked_endsEverySecret() {
        IssuedKey issued = key(new Expiry.Never());
        RotatedKey rotated = rotate(issued.key().id(), Duration.ofDays(1));
        core.revokeKey.revoke(ACTOR, acme.id(), issued.key().id());
        assertFalse(opens(issued.secret()) || opens(rotated.secret()));
        core.deleteKey.delete(ACTOR, acme.id(), issued.key().id());
        assertEquals(Optional.empty(), found(issued.secret()));
    }

    /// Neither a revoked nor an expired key comes back by being rotated.
    @Test
    void endedKeys_areNotRotated() {
        IssuedKey expired = key(new Expiry.At(core.clock.instant().plus(Duration.ofHours(2))));
        core.clock.advance(Duration.ofHours(1));
        assertRefused(ProblemCode.KEY_EXPIRED, expired.key().id());
        core.revokeKey.revoke(ACTOR, acme.id(), expired.key().id());
        assertRefused(ProblemCode.KEY_REVOKED, expired.key().id());
    }

    /// Only graces of 0 to 7 days exist.
    @Test
    void grace_isBounded() {
        assertTrue(KeyRotation.isGrace(Duration.ofDays(7)));
        assertFalse(KeyRotation.isGrace(Duration.ofDays(7).plusMillis(1)));
        assertFalse(KeyRotation.isGrace(Duration.ofMillis(-1)));
    }
}
