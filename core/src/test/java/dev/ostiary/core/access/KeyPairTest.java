package dev.ostiary.core.access;

import static dev.ostiary.core.access.Door.HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.vector.Vectors;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Public id and secret together, the secret alone, and the public id alone from the pages the key lists (S2.3, S2.12
/// to
/// S2.15, S2.18 to S2.20, G05).
final class KeyPairTest {
    private static final KeyRestrictions DOMAINS = Restricted.domains("example.com");

    private final Door door = new Door();

    static List<List<String>> origins() {
        return Vectors.rows("origin.tsv");
    }

    private void assertAllowed(TestRequest request) {
        assertInstanceOf(Verdict.Allowed.class, door.decide(request));
    }

    private void assertDenied(DenialReason reason, TestRequest request) {
        assertEquals(
                reason,
                assertInstanceOf(Verdict.Denied.class, door.decide(request)).reason());
    }

    private static TestRequest sending(String credential) {
        return new TestRequest().header(HEADER, credential);
    }

    /// The pair opens, and so does the secret alone, from any page or none: origin is not looked at (S2.15, S2.19).
    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "https://evil.com", "null", "", "garbage"})
    void secret_anyOrigin_opens(String origin) {
        for (KeyRestrictions restrictions : List.of(KeyRestrictions.NONE, DOMAINS)) {
            String key = door.key(restrictions);
            String pair = door.publicIdOf(key) + ":" + key;

            assertAllowed(sending(key));
            assertAllowed(sending(pair));
            assertAllowed(sending(key).header("Origin", origin));
            assertAllowed(sending(pair).header("Origin", origin));
        }
    }

    /// A right public id with a wrong secret is a wrong credential, and never judged by the public id alone, though
    /// the page be a listed one (S2.3).
    @Test
    void pair_wrongSecret_isNeverPublicOnly() {
        String key = door.key(DOMAINS);
        String other = door.key(DOMAINS);
        String publicId = door.publicIdOf(key);
        String origin = "https://example.com";
        assertAllowed(sending(publicId).header("Origin", origin));

        assertDenied(DenialReason.WRONG_PAIR, sending(publicId + ":" + other).header("Origin", origin));
        assertDenied(
                DenialReason.UNKNOWN,
                sending(publicId + ":" + door.text(KeyType.SECRET)).header("Origin", origin));
        for (String wrong : List.of(
                "",
                ":",
                "x",
                ":" + key,
                key + ":",
                key + ":" + key,
                " " + key,
                key.substring(0, 55),
                publicId,
                door.text(KeyType.MANAGEMENT))) {
            Verdict verdict = door.decide(sending(publicId + ":" + wrong).header("Origin", origin));
            assertEquals(
                    ProblemCode.CREDENTIAL_INVALID,
                    assertInstanceOf(Verdict.Denied.class, verdict).reason().problem());
        }
        assertEquals(ProblemCode.CREDENTIAL_INVALID, DenialReason.WRONG_PAIR.problem());
    }

    /// A right secret with another key's public id, or with one of nobody, is wrong.
    @Test
    void pair_otherPublicId_isWrong() {
        String key = door.key();

        assertDenied(DenialReason.WRONG_PAIR, sending(door.publicIdOf(door.key()) + ":" + key));
        assertDenied(DenialReason.WRONG_PAIR, sending(door.text(KeyType.PUBLIC) + ":" + key));
    }

    /// What is no public id makes no pair, and costs no look-up.
    @Test
    void pair_malformedPublicId_isMalformed() {
        String key = door.key();
        String publicId = door.publicIdOf(key);
        int before = door.lookUps;

        for (String wrong : List.of(
                "pk_ost_",
                publicId.substring(0, publicId.length() - 1),
                publicId + "0",
                publicId.substring(0, 7) + publicId.substring(7).toLowerCase(Locale.ROOT),
                publicId + " ",
                "pk_ost_" + "0".repeat(28))) {
            assertDenied(DenialReason.MALFORMED, sending(wrong + ":" + key));
            assertDenied(DenialReason.MALFORMED, sending(wrong));
        }
        assertEquals(before, door.lookUps);
    }

    /// The parts the other way round are no pair.
    @Test
    void pair_swapped_isMalformed() {
        String key = door.key();

        assertDenied(DenialReason.MALFORMED, sending(key + ":" + door.publicIdOf(key)));
    }

    /// A public id alone opens from the pages of the domains that the key lists, exact ones and those beneath a
    /// wildcard, and from no look-alike (S2.12, S2.13, S2.20).
    @ParameterizedTest
    @MethodSource("origins")
    void publicId_alone_followsTheOrigin(List<String> row) {
        String publicId = door.publicIdOf(door.key(Restricted.domains(row.get(1).split(" "))));
        TestRequest request = sending(publicId).header("Origin", row.get(2));

        if (row.get(3).equals("allowed")) {
            assertAllowed(request);
        } else {
            assertDenied(DenialReason.ORIGIN_REFUSED, request);
        }
    }

    /// Without an origin, with two of them, or without domains on the key it does not open (S2.20).
    @Test
    void publicId_noOriginOrNoDomains_isForbidden() {
        String listed = door.publicIdOf(door.key(DOMAINS));
        String unlisted = door.publicIdOf(door.key());
        String origin = "https://example.com";

        assertDenied(DenialReason.ORIGIN_REFUSED, sending(listed));
        assertDenied(DenialReason.ORIGIN_REFUSED, sending(listed).header("Referer", origin + "/"));
        assertDenied(
                DenialReason.ORIGIN_REFUSED,
                sending(listed).header("Origin", origin).header("Origin", "https://evil.com"));
        assertDenied(
                DenialReason.ORIGIN_REFUSED,
                sending(listed).header("Origin", origin).header("Origin", origin));
        assertDenied(DenialReason.ORIGIN_REFUSED, sending(unlisted));
        assertDenied(DenialReason.ORIGIN_REFUSED, sending(unlisted).header("Origin", origin));
        assertEquals(ProblemCode.ORIGIN_REFUSED, DenialReason.ORIGIN_REFUSED.problem());
    }

    /// Of a key that is no good the caller learns nothing by its public id either: state comes before origin
    /// (S2.18, E01).
    @Test
    void publicId_endedKey_isWrong() {
        assertDenied(DenialReason.REVOKED, sending(door.publicIdOf(door.key(true, false, KeyEntry.NEVER))));
        assertDenied(DenialReason.DISABLED, sending(door.publicIdOf(door.key(false, true, KeyEntry.NEVER))));
        assertDenied(DenialReason.EXPIRED, sending(door.publicIdOf(door.key(false, false, Door.NOW.toEpochMilli()))));
        assertDenied(DenialReason.OTHER_ORGANIZATION, sending(door.publicIdOf(door.key(door.globex, door.bound))));
        assertDenied(DenialReason.UNKNOWN, sending(door.text(KeyType.PUBLIC)));
    }

    /// A wrong half of a pair counts as none where wrong credentials do, and a page that is not listed does not.
    @Test
    void permissive_wrongPairPasses_foreignPageDoesNot() {
        AccessPolicy permissive = door.policy(AccessMode.PERMISSIVE);
        String key = door.key(DOMAINS);

        assertInstanceOf(
                Verdict.Anonymous.class, door.decide(sending(door.publicIdOf(key) + ":" + door.key()), permissive));
        assertInstanceOf(
                Verdict.Denied.class,
                door.decide(sending(door.publicIdOf(key)).header("Origin", "https://evil.com"), permissive));
    }
}
