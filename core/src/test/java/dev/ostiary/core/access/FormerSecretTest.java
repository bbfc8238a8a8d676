package dev.ostiary.core.access;

import static dev.ostiary.core.access.Door.HEADER;
import static dev.ostiary.core.access.Door.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Peppers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Secrets that were replaced, beside peppers that were (A.4, A.12, T01).
final class FormerSecretTest {
    private static final Instant END = NOW.plusSeconds(60);

    private final Door door = new Door();
    private final PackedKeyDirectory directory = new PackedKeyDirectory();
    private final Authenticator authenticator = new Authenticator(digester(2));
    private final String former = door.text(KeyType.SECRET);
    private final String present = door.text(KeyType.SECRET);
    private final KeyId id = KeyId.create(new Randomness(), NOW);

    FormerSecretTest() {
        directory.retire(id, List.of(new RetiredSecret(digester(1).digest(former), id, END.toEpochMilli())));
        directory.put(new KeyEntry(
                digester(2).digest(present),
                id,
                KeyFormat.generatePublicId(new Randomness()),
                "name",
                door.acme,
                door.bound,
                Labels.NONE,
                KeyRestrictions.NONE,
                false,
                false,
                KeyEntry.NEVER));
    }

    private static KeyDigester digester(int number) {
        byte[] pepper = new byte[32];
        pepper[0] = (byte) number;
        return new KeyDigester(Peppers.of(number, pepper));
    }

    private Verdict decide(String key, Instant now) {
        return authenticator.decide(
                new TestRequest().header(HEADER, key), door.policy(AccessMode.STRICT), directory, now);
    }

    private static DenialReason denied(Verdict verdict) {
        return assertInstanceOf(Verdict.Denied.class, verdict).reason();
    }

    /// Both open, each under its own pepper: the former one up to its end, and then it is told from an unknown one.
    @Test
    void decide_eachUnderItsPepper() {
        authenticator.replaceDigesters(digester(2), List.of(digester(1)));

        for (String key : List.of(former, present, former, present)) {
            Verdict verdict = decide(key, END.minusMillis(1));
            Permit permit = assertInstanceOf(Verdict.Allowed.class, verdict).permit();
            KeyEntry found = Objects.requireNonNull(permit.key());
            assertEquals(id, found.id());
            assertEquals(key.equals(former), found.isByFormerSecret());
        }
        assertEquals(DenialReason.REPLACED, denied(decide(former, END)));
        assertInstanceOf(Verdict.Allowed.class, decide(present, END));
    }

    /// Directories with the same former secrets have the same fingerprint of them, however they came to it; one
    /// that has ended by then does not count, and neither do those of a key that is not there.
    @Test
    void formerFingerprint_isOfWhatIsAcceptedThen() {
        RetiredSecret secret = new RetiredSecret(digester(1).digest(former), id, END.toEpochMilli());
        KeyEntry key = Objects.requireNonNull(directory.find(digester(2).digest(present)));
        PackedKeyDirectory loaded = new PackedKeyDirectory();
        loaded.replaceAll(sink -> sink.take(KeyRows.of(key)), List.of(secret));
        PackedKeyDirectory without = new PackedKeyDirectory();
        without.replaceAll(sink -> {}, List.of(secret));

        long counted = directory.formerFingerprint(NOW);
        assertNotEquals(0, counted);
        assertEquals(counted, loaded.formerFingerprint(NOW));
        assertEquals(0, without.formerFingerprint(NOW));
        assertEquals(0, directory.formerFingerprint(END));
        assertEquals(counted, directory.formerFingerprint(END.minusMillis(1)));
        directory.retire(id, List.of(new RetiredSecret(secret.digest(), id, END.toEpochMilli() + 1)));
        assertNotEquals(counted, directory.formerFingerprint(NOW));
        directory.retire(id, List.of(secret));
        assertEquals(counted, directory.formerFingerprint(NOW));
        directory.forgetRetired(END);
        assertEquals(0, directory.formerFingerprint(NOW));
        loaded.remove(id);
        assertEquals(0, loaded.formerFingerprint(NOW));
    }

    /// Without its pepper a former secret is one that nobody knows.
    @Test
    void decide_withoutItsPepper_isUnknown() {
        assertEquals(DenialReason.UNKNOWN, denied(decide(former, NOW)));
        assertInstanceOf(Verdict.Allowed.class, decide(present, NOW));
    }

    /// What a former secret let in goes on to its end, whether or not the policy asks for keys by then.
    @Test
    void decideAgain_endsWithTheGrace() {
        authenticator.replaceDigesters(digester(2), List.of(digester(1)));
        AccessPolicy policy = door.policy(AccessMode.STRICT);
        TestRequest request = new TestRequest();
        Permit permit =
                assertInstanceOf(Verdict.Allowed.class, decide(former, NOW)).permit();
        KeyEntry now = directory.find(digester(1).digest(former));

        assertInstanceOf(
                Verdict.Allowed.class,
                Authenticator.decideAgain(request, permit, policy, policy, now, END.minusMillis(1)));
        assertEquals(
                DenialReason.REPLACED, denied(Authenticator.decideAgain(request, permit, policy, policy, now, END)));
        assertEquals(
                DenialReason.REPLACED,
                denied(Authenticator.decideAgain(request, permit, policy, new AccessPolicy.Open(), now, END)));
    }
}
