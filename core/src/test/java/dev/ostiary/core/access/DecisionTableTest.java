package dev.ostiary.core.access;

import static dev.ostiary.core.access.AccessMode.OPTIONAL;
import static dev.ostiary.core.access.AccessMode.PERMISSIVE;
import static dev.ostiary.core.access.AccessMode.STRICT;
import static dev.ostiary.core.access.Door.HEADER;
import static dev.ostiary.core.access.Door.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyType;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every reason to deny, in every mode (S0.1, S0.13, S0.24, S0.25, A.2, S1.11 to S1.14, S2.18, I05).
final class DecisionTableTest {
    private static final long PAST = NOW.toEpochMilli();

    /// @param reason what strict mode denies it for
    /// @param isOfAKeyInTheUrl whether it must not reach an upstream in any mode, since a key of ours is in its URL
    record Row(String name, DenialReason reason, Function<Door, TestRequest> request, boolean isOfAKeyInTheUrl) {
        Row(String name, DenialReason reason, Function<Door, TestRequest> request) {
            this(name, reason, request, false);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, DenialReason reason, Function<Door, String> credential) {
        return new Row(name, reason, door -> new TestRequest().header(HEADER, credential.apply(door)));
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("nothing at all", DenialReason.MISSING, _ -> new TestRequest()),
                new Row(
                        "a key in Authorization only",
                        DenialReason.MISSING,
                        door -> new TestRequest().header("Authorization", "Bearer " + door.key())),
                new Row(
                        "a key in the query only",
                        DenialReason.MISSING,
                        door -> new TestRequest().target("/hello?api_key=" + door.key()),
                        true),
                new Row(
                        "a key in a cookie only",
                        DenialReason.MISSING,
                        door -> new TestRequest().header("Cookie", HEADER + "=" + door.key())),
                new Row(
                        "the header twice, different",
                        DenialReason.AMBIGUOUS,
                        door -> new TestRequest().header(HEADER, door.key()).header(HEADER, door.key())),
                row("an empty value", DenialReason.MALFORMED, _ -> ""),
                row("a last character changed", DenialReason.MALFORMED, door -> door.key() + "A"),
                row("with a scheme before it", DenialReason.MALFORMED, door -> "Bearer " + door.key()),
                row("two keys in one value", DenialReason.MALFORMED, door -> door.key() + "," + door.key()),
                row(
                        "a space inside",
                        DenialReason.MALFORMED,
                        door -> new StringBuilder(door.key()).insert(20, ' ').toString()),
                row("a management key", DenialReason.MALFORMED, door -> door.text(KeyType.MANAGEMENT)),
                row(
                        "a management key that someone put among the API keys",
                        DenialReason.MALFORMED,
                        door -> door.known(
                                door.text(KeyType.MANAGEMENT), door.acme, door.bound, false, false, KeyEntry.NEVER)),
                row("a public id of nobody", DenialReason.UNKNOWN, door -> door.text(KeyType.PUBLIC)),
                row("a public id alone", DenialReason.ORIGIN_REFUSED, door -> door.publicIdOf(door.key())),
                row(
                        "a public id with another key's secret",
                        DenialReason.WRONG_PAIR,
                        door -> door.publicIdOf(door.key()) + ":" + door.key()),
                row(
                        "a key from another address",
                        DenialReason.ADDRESS_REFUSED,
                        door -> door.key(Restricted.addresses("203.0.113.0/24"))),
                row(
                        "a key of another scope",
                        DenialReason.SCOPE_MISSING,
                        door -> door.key(Restricted.scopes("POST /hello"))),
                row("513 characters", DenialReason.MALFORMED, _ -> "x".repeat(513)),
                row("an unknown key", DenialReason.UNKNOWN, door -> door.text(KeyType.SECRET)),
                row("an unknown test key", DenialReason.UNKNOWN, door -> door.text(KeyType.TEST)),
                row("an unknown key from elsewhere", DenialReason.UNKNOWN, _ -> "f47ac10b-58cc-4372-a567-0e02b2c3d479"),
                row(
                        "a whole key in upper case",
                        DenialReason.UNKNOWN,
                        door -> door.key().toUpperCase(Locale.ROOT)),
                row(
                        "another organization's key for the whole of it",
                        DenialReason.OTHER_ORGANIZATION,
                        door -> door.key(door.globex, new KeyBinding.WholeOrganization())),
                row(
                        "another organization's key that names this agent",
                        DenialReason.OTHER_ORGANIZATION,
                        door -> door.key(door.globex, door.bound)),
                row(
                        "another agent's key",
                        DenialReason.OUTSIDE_BINDING,
                        door -> door.key(door.acme, new KeyBinding.AgentInEnvironment(door.sales, door.production))),
                row(
                        "another environment's key",
                        DenialReason.OUTSIDE_BINDING,
                        door -> door.key(door.acme, new KeyBinding.AgentInEnvironment(door.support, door.development))),
                row("a revoked key", DenialReason.REVOKED, door -> door.key(true, false, KeyEntry.NEVER)),
                row("an expired key", DenialReason.EXPIRED, door -> door.key(false, false, PAST)),
                row("a disabled key", DenialReason.DISABLED, door -> door.key(false, true, KeyEntry.NEVER)),
                row("a secret that was replaced", DenialReason.REPLACED, Door::replaced));
    }

    /// Strict mode denies every one of them, for its reason.
    @ParameterizedTest
    @MethodSource("rows")
    void strict_denies(Row row) {
        assertDenied(row.reason(), decide(row, STRICT));
    }

    /// Optional mode lets pass what has no credential, as anonymous, and denies a wrong one.
    @ParameterizedTest
    @MethodSource("rows")
    void optional_letsPassWithoutCredentialOnly(Row row) {
        if (row.reason() == DenialReason.MISSING) {
            assertAnonymousUnlessKeyInTheUrl(row, decide(row, OPTIONAL));
        } else {
            assertDenied(row.reason(), decide(row, OPTIONAL));
        }
    }

    /// Permissive mode takes a wrong credential for none. An ambiguous request is denied, since nothing is guessed,
    /// and so is a right key that may not do this.
    @ParameterizedTest
    @MethodSource("rows")
    void permissive_takesWrongCredentialsForNone(Row row) {
        boolean isForbidden = Set.of(
                        DenialReason.ORIGIN_REFUSED, DenialReason.ADDRESS_REFUSED, DenialReason.SCOPE_MISSING)
                .contains(row.reason());
        if (row.reason() == DenialReason.AMBIGUOUS || isForbidden) {
            assertDenied(row.reason(), decide(row, PERMISSIVE));
        } else {
            assertAnonymousUnlessKeyInTheUrl(row, decide(row, PERMISSIVE));
        }
    }

    /// Where key security is off everything passes as anonymous, and no key is looked at (S0.3).
    @ParameterizedTest
    @MethodSource("rows")
    void open_letsPass(Row row) {
        Door door = new Door();

        assertAnonymousUnlessKeyInTheUrl(row, door.decide(row.request().apply(door), new AccessPolicy.Open(), NOW));
        assertEquals(0, door.lookUps);
    }

    /// The table misses no reason but those that count requests and credits, which are found later, and what a
    /// policy selects.
    @Test
    void rows_coverEveryReason() {
        Set<DenialReason> decided = EnumSet.allOf(DenialReason.class);
        decided.removeAll(Set.of(
                DenialReason.NOT_SELECTED,
                DenialReason.RATE_LIMITED,
                DenialReason.NO_CREDITS,
                DenialReason.TOO_MANY_FAILURES));
        assertEquals(decided, rows().map(Row::reason).collect(Collectors.toSet()));
    }

    /// A key for exactly this, and one for the whole organization, open the door in every mode, and the permit
    /// says which.
    @ParameterizedTest
    @EnumSource(AccessMode.class)
    void validKey_opens(AccessMode mode) {
        Door door = new Door();
        for (String key : List.of(
                door.key(),
                door.key(door.acme, new KeyBinding.WholeOrganization()),
                door.known(door.text(KeyType.TEST), door.acme, door.bound, false, false, KeyEntry.NEVER),
                door.known("f47ac10b-58cc-4372", door.acme, door.bound, false, false, KeyEntry.NEVER))) {
            Verdict verdict = door.decide(new TestRequest().header("x-api-KEY", key), door.policy(mode), NOW);
            Permit permit = assertInstanceOf(Verdict.Allowed.class, verdict).permit();
            assertEquals(door.idOf(key), Objects.requireNonNull(permit.key()).id());
        }
    }

    private static Verdict decide(Row row, AccessMode mode) {
        Door door = new Door();
        return door.decide(row.request().apply(door), door.policy(mode), NOW);
    }

    private static void assertDenied(DenialReason reason, Verdict verdict) {
        assertEquals(reason, assertInstanceOf(Verdict.Denied.class, verdict).reason());
    }

    private static void assertAnonymousUnlessKeyInTheUrl(Row row, Verdict verdict) {
        if (row.isOfAKeyInTheUrl()) {
            assertDenied(DenialReason.AMBIGUOUS, verdict);
        } else {
            assertAnonymous(verdict);
        }
    }

    private static void assertAnonymous(Verdict verdict) {
        assertNull(assertInstanceOf(Verdict.Anonymous.class, verdict).permit().key());
    }
}
