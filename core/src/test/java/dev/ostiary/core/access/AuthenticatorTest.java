package dev.ostiary.core.access;

import static dev.ostiary.core.access.Door.HEADER;
import static dev.ostiary.core.access.Door.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Peppers;
import dev.ostiary.core.vector.Vectors;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a decision is come to: in which order, at what cost, and what it tells (K01 to K17, T01, E01).
final class AuthenticatorTest {
    private final Door door = new Door();

    static List<List<String>> vectors() {
        return Vectors.rows("key-format.tsv");
    }

    /// What cannot be a key is turned away without a look-up; what can be one, and a public id, costs exactly one
    /// (K01,
    /// K02, K07, D01).
    @ParameterizedTest
    @MethodSource("vectors")
    void decide_looksUpOnlyWhatCanBeAKey(List<String> row) {
        boolean opens = row.get(4).equals("opens") || row.get(3).equals("PUBLIC");

        assertDenied(opens ? DenialReason.UNKNOWN : DenialReason.MALFORMED, door.decide(row.get(1) + row.get(2)));
        assertEquals(opens ? 1 : 0, door.lookUps);
    }

    /// A key is refused from the very instant of its expiry.
    @Test
    void decide_atTheClocksEdge_turnsExpired() {
        TestRequest request = new TestRequest().header(HEADER, door.key(false, false, NOW.toEpochMilli()));

        assertInstanceOf(Verdict.Allowed.class, decideAt(request, NOW.minusMillis(1)));
        assertInstanceOf(Verdict.Allowed.class, decideAt(request, NOW.minusNanos(1)));
        assertDenied(DenialReason.EXPIRED, decideAt(request, NOW));
        assertDenied(DenialReason.EXPIRED, decideAt(request, NOW.plusMillis(1)));
        assertInstanceOf(Verdict.Allowed.class, decideAt(request, NOW.minusMillis(1)));
    }

    /// Binding before state, revoked before expired, expired before disabled: the reason named is the strongest.
    @Test
    void decide_severalReasons_strongestIsNamed() {
        long past = NOW.toEpochMilli();

        assertDenied(DenialReason.REVOKED, door.decide(door.key(true, true, past)));
        assertDenied(DenialReason.EXPIRED, door.decide(door.key(false, true, past)));
        assertDenied(
                DenialReason.OTHER_ORGANIZATION,
                door.decide(door.known(door.text(KeyType.SECRET), door.globex, door.bound, true, true, past)));
        AccessTarget elsewhere = new AccessTarget.DeployedAgent(door.acme, door.sales, door.production);
        assertDenied(
                DenialReason.OUTSIDE_BINDING,
                door.decide(new TestRequest().header(HEADER, door.key(true, true, past)), door.policy(elsewhere), NOW));
    }

    /// A header that stands twice is refused, the same key or not, before either is looked at (K10).
    @Test
    void decide_repeatedHeader_isAmbiguous() {
        String key = door.key();

        assertAmbiguous(new TestRequest().header(HEADER, key).header("x-api-key", key));
        assertAmbiguous(new TestRequest().header(HEADER, "").header(HEADER, key));
        assertAmbiguous(new TestRequest().header(HEADER, key).header(HEADER, "garbage"));
    }

    /// Another key of ours in `Authorization`, of whatever type and however it is written there, is refused (K08,
    /// K11).
    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer  ", "Bearer\t", "", "Token ", "Bearer x,"})
    void decide_otherKeyInAuthorization_isAmbiguous(String before) {
        for (KeyType type : KeyType.values()) {
            assertAmbiguous(
                    new TestRequest().header(HEADER, door.key()).header("Authorization", before + door.text(type)));
        }
    }

    /// The same key in `Authorization` too is no contradiction, whatever case the scheme is in (K11).
    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
    void decide_sameKeyInAuthorization_opens(String scheme) {
        String key = door.key();

        assertInstanceOf(
                Verdict.Allowed.class,
                door.decide(new TestRequest().header(HEADER, key).header("Authorization", scheme + key)));
    }

    /// What is no key of ours in `Authorization` is the upstream's affair.
    @ParameterizedTest
    @ValueSource(strings = {"Bearer eyJhbGciOiJub25lIn0.e30.", "Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "", "x"})
    void decide_foreignAuthorization_opens(String value) {
        assertInstanceOf(
                Verdict.Allowed.class,
                door.decide(new TestRequest().header(HEADER, door.key()).header("Authorization", value)));
    }

    /// Two lines of `Authorization` are refused whatever is in them: one of them would reach the upstream unseen
    /// (K10).
    @Test
    void decide_repeatedAuthorization_isAmbiguous() {
        assertAmbiguous(new TestRequest()
                .header(HEADER, door.key())
                .header("Authorization", "Basic dXNlcjpwYXNz")
                .header("Authorization", "Bearer " + door.text(KeyType.SECRET)));
    }

    /// A key of ours in the URL is refused, though it be the same: it would be forwarded and logged (K16).
    @ParameterizedTest
    @ValueSource(strings = {"/hello?api_key=", "/hello?a=b&", "/", "/hello/", "/hello#"})
    void decide_keyInTheUrl_isAmbiguous(String before) {
        String key = door.key();

        assertAmbiguous(new TestRequest().header(HEADER, key).target(before + key));
        assertAmbiguous(new TestRequest().header(HEADER, key).target(before + door.text(KeyType.MANAGEMENT) + "/x"));
    }

    /// Without a credential where one is read, what stands elsewhere makes no difference: there is none (S0.13).
    @Test
    void decide_keyElsewhereOnly_isMissing() {
        assertDenied(
                DenialReason.MISSING,
                door.decide(new TestRequest()
                        .target("/hello?key=" + door.key())
                        .header("Authorization", "Bearer " + door.key())
                        .header("Authorization", "Bearer " + door.key())));
        assertEquals(0, door.lookUps);
    }

    /// Another header can be the location, and then the usual one is looked at no more (S1.10).
    @Test
    void decide_otherLocation_isReadAlone() {
        AccessPolicy policy = door.reading(new Location.Header("X-Other-Key"));

        assertInstanceOf(
                Verdict.Allowed.class, door.decide(new TestRequest().header("x-other-key", door.key()), policy, NOW));
        assertDenied(DenialReason.MISSING, door.decide(new TestRequest().header(HEADER, door.key()), policy, NOW));
    }

    /// Nothing is remembered: each request is judged by the key's record as it is then (P06).
    @Test
    void decide_again_followsTheRecord() {
        String key = door.key();
        assertInstanceOf(Verdict.Allowed.class, door.decide(key));

        door.known(key, door.acme, door.bound, true, false, KeyEntry.NEVER);
        assertDenied(DenialReason.REVOKED, door.decide(key));

        door.known(key, door.acme, door.bound, false, false, KeyEntry.NEVER);
        assertInstanceOf(Verdict.Allowed.class, door.decide(key));
    }

    /// The entry of a key that comes again is the same object while the key is the same, and another when it is
    /// not.
    @Test
    void decide_again_keepsTheEntryNotTheDecision() {
        String key = door.key();
        KeyEntry first = entry(door.decide(key));
        assertSame(first, entry(door.decide(key)));

        door.relabel(key, "renamed", Labels.NONE);
        assertEquals("renamed", entry(door.decide(key)).name());
        door.known(key, door.acme, door.bound, false, true, KeyEntry.NEVER);
        assertDenied(DenialReason.DISABLED, door.decide(key));
    }

    private static KeyEntry entry(Verdict verdict) {
        return Objects.requireNonNull(
                assertInstanceOf(Verdict.Allowed.class, verdict).permit().key());
    }

    /// A key opens with whichever live pepper is in its digest, the newest or an older one, and with no other
    /// (A.4).
    @Test
    void decide_severalPeppers_findsTheKeyOfEach() {
        PackedKeyDirectory directory = new PackedKeyDirectory();
        Authenticator authenticator = new Authenticator(digester(1));
        String[] keys = new String[4];
        for (int number = 1; number < keys.length; number++) {
            keys[number] = door.text(KeyType.SECRET);
            directory.put(new KeyEntry(
                    digester(number).digest(keys[number]),
                    KeyId.create(new Randomness(), NOW),
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
        assertOpens(authenticator, directory, keys, true, false, false);
        authenticator.replaceDigesters(digester(2), List.of(digester(1)));
        assertOpens(authenticator, directory, keys, true, true, false);
        authenticator.replaceDigesters(digester(3), List.of(digester(2), digester(1)));
        assertOpens(authenticator, directory, keys, true, true, true);
        authenticator.replaceDigesters(digester(3), List.of());
        assertOpens(authenticator, directory, keys, false, false, true);
    }

    private static KeyDigester digester(int number) {
        byte[] pepper = new byte[32];
        pepper[0] = (byte) number;
        return new KeyDigester(Peppers.of(number, pepper));
    }

    private void assertOpens(
            Authenticator authenticator, KeyDirectory directory, String[] keys, boolean... isExpectedToOpen) {
        for (int number = 1; number < keys.length; number++) {
            Verdict verdict = authenticator.decide(
                    new TestRequest().header(HEADER, keys[number]), door.policy(AccessMode.STRICT), directory, NOW);
            if (isExpectedToOpen[number - 1]) {
                assertInstanceOf(Verdict.Allowed.class, verdict);
            } else {
                assertDenied(DenialReason.UNKNOWN, verdict);
            }
        }
    }

    /// A directory that fails lets nothing pass, in no mode: the fault comes through (fail closed).
    @ParameterizedTest
    @EnumSource(AccessMode.class)
    void decide_directoryFails_letsNothingPass(AccessMode mode) {
        StoreException fault = new StoreException("down", new IllegalStateException());
        Authenticator authenticator = new Authenticator(new KeyDigester(Peppers.of(1, new byte[32])));

        assertThrows(
                StoreException.class,
                () -> authenticator.decide(
                        new TestRequest().header(HEADER, door.key()),
                        door.policy(mode),
                        new KeyDirectory() {
                            @Override
                            public KeyEntry find(KeyDigest digest) {
                                throw fault;
                            }

                            @Override
                            public KeyEntry findPublic(String publicId) {
                                throw fault;
                            }
                        },
                        NOW));
    }

    /// A denial names the key for the log when it was a known one, and never what was sent (E01, L02).
    @Test
    void denied_namesKnownKeysOnly() {
        String revoked = door.key(true, false, KeyEntry.NEVER);
        String unknown = door.text(KeyType.SECRET);

        assertEquals(
                door.idOf(revoked),
                assertDenied(DenialReason.REVOKED, door.decide(revoked)).key());
        assertNull(assertDenied(DenialReason.UNKNOWN, door.decide(unknown)).key());
        for (String sent : List.of(revoked, unknown, door.key(), unknown + "x")) {
            assertFalse(door.decide(sent).toString().contains(sent.substring(7, 20)));
        }
    }

    /// Whatever would tell something of a key is answered as one and the same problem (E01, A.9).
    @ParameterizedTest
    @EnumSource(DenialReason.class)
    void problem_tellsNothingOfTheKey(DenialReason reason) {
        ProblemCode expected = switch (reason) {
            case MISSING -> ProblemCode.CREDENTIAL_MISSING;
            case AMBIGUOUS -> ProblemCode.CREDENTIAL_AMBIGUOUS;
            case ORIGIN_REFUSED -> ProblemCode.ORIGIN_REFUSED;
            case ADDRESS_REFUSED -> ProblemCode.ADDRESS_REFUSED;
            case SCOPE_MISSING -> ProblemCode.SCOPE_MISSING;
            case RATE_LIMITED -> ProblemCode.RATE_LIMITED;
            case NO_CREDITS -> ProblemCode.CREDITS_NONE_LEFT;
            case TOO_MANY_FAILURES -> ProblemCode.TOO_MANY_FAILURES;
            default -> ProblemCode.CREDENTIAL_INVALID;
        };

        assertEquals(expected, reason.problem());
    }

    private Verdict decideAt(TestRequest request, Instant now) {
        return door.decide(request, door.policy(AccessMode.STRICT), now);
    }

    private void assertAmbiguous(TestRequest request) {
        int before = door.lookUps;
        assertDenied(DenialReason.AMBIGUOUS, door.decide(request));
        assertEquals(before, door.lookUps);
    }

    private static Verdict.Denied assertDenied(DenialReason reason, Verdict verdict) {
        Verdict.Denied denied = assertInstanceOf(Verdict.Denied.class, verdict);
        assertEquals(reason, denied.reason());
        return denied;
    }
}
