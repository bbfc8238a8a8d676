package dev.ostiary.core.access;

import static dev.ostiary.core.access.Door.HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ostiary.core.key.KeyType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A key is read where the policy says and nowhere else, and a request that can be read in two ways is refused (S1.9,
/// S1.10, S4.2, K08, K10, K11, K16, K17).
final class CredentialLocationTest {
    private static final Location API_KEY = Location.AGENT_ENDPOINT;
    private static final Location BEARER = Location.BEARER;
    private static final Location QUERY = new Location.QueryParameter("api_key");
    private static final Location COOKIE = new Location.Cookie("session");
    private static final Location BODY = new Location.BodyField("api_key");

    private final Door door = new Door();

    private void assertAllowed(TestRequest request, Location... locations) {
        assertInstanceOf(Verdict.Allowed.class, door.decide(request, door.reading(locations)));
    }

    private void assertDenied(DenialReason reason, TestRequest request, Location... locations) {
        Verdict verdict = door.decide(request, door.reading(locations));
        assertEquals(reason, assertInstanceOf(Verdict.Denied.class, verdict).reason());
    }

    private static TestRequest authorization(String value) {
        return new TestRequest().header("Authorization", value);
    }

    private static TestRequest query(String query) {
        return new TestRequest().target("/hello?" + query);
    }

    private static TestRequest cookie(String line) {
        return new TestRequest().header("Cookie", line);
    }

    /// A request with that credential at that location.
    private static TestRequest at(TestRequest request, Location location, String credential) {
        return switch (location) {
            case Location.Header(String name) -> request.header(name, credential);
            case Location.SchemeHeader(String name, String scheme) -> request.header(name, scheme + " " + credential);
            case Location.QueryParameter(String name) -> request.target("/hello?" + name + "=" + credential);
            case Location.Cookie(String name) -> request.header("Cookie", name + "=" + credential);
            case Location.BodyField(String name) -> request.body(name, credential);
        };
    }

    static List<Location> locations() {
        return List.of(API_KEY, BEARER, QUERY, COOKIE, BODY, new Location.SchemeHeader("x-auth", "Token"));
    }

    /// At each sort of location a key opens, alone and as part of a pair, and none is missing.
    @ParameterizedTest
    @MethodSource("locations")
    void everyLocation_isRead(Location location) {
        String key = door.key();

        assertAllowed(at(new TestRequest(), location, key), location);
        assertAllowed(at(new TestRequest(), location, door.publicIdOf(key) + ":" + key), location);
        assertDenied(DenialReason.MALFORMED, at(new TestRequest(), location, ""), location);
        assertDenied(DenialReason.UNKNOWN, at(new TestRequest(), location, door.text(KeyType.SECRET)), location);
        assertDenied(DenialReason.MISSING, new TestRequest(), location);
    }

    /// The scheme matches in any case.
    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void scheme_anyCase_isRead(String scheme) {
        assertAllowed(authorization(scheme + " " + door.key()), BEARER);
    }

    /// A scheme with nothing, or with anything but one space, before the key is a wrong credential, not none (K08).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer  KEY",
                "Bearer\tKEY",
                "Bearer KEY KEY",
                "Bearer KEY,",
                "Bearer,KEY",
                "Bearer: KEY",
                "Bearer \tKEY",
                "Bearer \"KEY\"",
                "Bearer\u00A0KEY"
            })
    void scheme_badlyWritten_isWrong(String value) {
        String key = door.key();
        Verdict verdict = door.decide(authorization(value.replace("KEY", key)), door.reading(BEARER));

        DenialReason reason = assertInstanceOf(Verdict.Denied.class, verdict).reason();
        assertEquals(DenialReason.MALFORMED.problem(), reason.problem());
    }

    /// Another scheme is no credential.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic dXNlcjpwYXNz",
                "Basic KEY",
                "KEY",
                "Bearers KEY",
                "BearerKEY",
                "Bearer-KEY",
                "XBearer KEY",
                "Digest username=x",
                " "
            })
    void otherScheme_isMissing(String value) {
        assertDenied(DenialReason.MISSING, authorization(value.replace("KEY", door.key())), BEARER);
    }

    /// Two lines of a header that is read are refused whatever is in them, in every mode (K10).
    @ParameterizedTest
    @CsvSource({"Basic dXNlcjpwYXNz,Bearer KEY", "Bearer KEY,Basic dXNlcjpwYXNz", "Bearer KEY,Bearer KEY", "x,y"})
    void repeatedHeader_isAmbiguous(String first, String second) {
        String key = door.key();
        TestRequest request =
                authorization(first.replace("KEY", key)).header("authorization", second.replace("KEY", key));

        assertDenied(DenialReason.AMBIGUOUS, request, BEARER);
        assertDenied(DenialReason.AMBIGUOUS, request.header(HEADER, key), API_KEY, BEARER);
        for (AccessMode mode : AccessMode.values()) {
            AccessPolicy policy = new AccessPolicy.KeyRequired(mode, List.of(BEARER), KeySelection.ALL, door.target);
            Verdict verdict = door.decide(request, policy);
            assertEquals(
                    DenialReason.AMBIGUOUS,
                    assertInstanceOf(Verdict.Denied.class, verdict).reason());
        }
    }

    /// A parameter is found among others, its escapes undone as an upstream would.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key=KEY",
                "a=b&api_key=KEY",
                "api_key=KEY&a=b",
                "&&api_key=KEY&",
                "%61pi_key=KEY",
                "api%5Fkey=KEY",
                "a=api_key&api_key=KEY",
                "api_keys=1&api_key=KEY"
            })
    void query_isRead(String query) {
        String key = door.key();

        assertAllowed(query(query.replace("KEY", key)), QUERY);
        assertAllowed(query(query.replace("KEY", key.replace("_", "%5F"))), QUERY);
    }

    /// Names are compared by case and as a whole.
    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "Api_key=x", "api_key2=x", "xapi_key=x", "a=api_key", "api_ke=x", "api_key%3Dx"})
    void query_otherName_isMissing(String query) {
        assertDenied(DenialReason.MISSING, query(query), QUERY);
    }

    /// A parameter that stands twice is refused, whatever is in it, and however its name is written (K10).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key=KEY&api_key=KEY",
                "api_key=KEY&api_key=",
                "api_key&api_key=KEY",
                "api_key=KEY&%61pi_key=x",
                "api_key=KEY&a=b&api_key=x"
            })
    void query_repeated_isAmbiguous(String query) {
        assertDenied(DenialReason.AMBIGUOUS, query(query.replace("KEY", door.key())), QUERY);
    }

    /// Beside the parameter that is read no key of ours may stand in the URL, not the same one either: it could not
    /// be taken out (K16).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/KEY?api_key=KEY",
                "/x?api_key=KEY&other=KEY",
                "/x?api_key=KEY&OTHER",
                "/x?a=OTHER&api_key=KEY",
                "/x/OTHER?api_key=KEY",
                "/x?api_key=KEY&a=%73%6b_ost_",
                "/x?api_key=KEYOTHER"
            })
    void query_keyBeside_isRefused(String target) {
        String key = door.key();
        String other = door.text(KeyType.SECRET);
        String written = target.replace("KEY", key)
                .replace("OTHER", other)
                .replace("%73%6b_ost_", "%73%6b" + other.substring(2));
        Verdict verdict = door.decide(new TestRequest().target(written), door.reading(QUERY));

        assertEquals(
                target.endsWith("KEYOTHER") ? DenialReason.MALFORMED : DenialReason.AMBIGUOUS,
                assertInstanceOf(Verdict.Denied.class, verdict).reason());
    }

    /// A pair in the parameter is no second key.
    @Test
    void query_pair_isRead() {
        String key = door.key();

        assertAllowed(query("api_key=" + door.publicIdOf(key) + ":" + key), QUERY);
        assertAllowed(query("api_key=" + door.publicIdOf(key) + "%3A" + key), QUERY);
    }

    /// A cookie is found among others, quoted or not.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "session=KEY",
                "a=b; session=KEY",
                "session=KEY; a=b",
                "a=b;session=KEY;",
                "session=\"KEY\"",
                "sessions=1; session=KEY",
                "a=session; session=KEY"
            })
    void cookie_isRead(String line) {
        assertAllowed(cookie(line.replace("KEY", door.key())), COOKIE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a=b",
                "Session=KEY",
                "session2=KEY",
                "xsession=KEY",
                "session",
                "a=session=KEY",
                "$session=KEY"
            })
    void cookie_otherName_isMissing(String line) {
        assertDenied(DenialReason.MISSING, cookie(line.replace("KEY", door.key())), COOKIE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session=KEY; session=KEY", "session=; session=KEY", "session=KEY; a=b; session=x"})
    void cookie_repeated_isAmbiguous(String line) {
        assertDenied(DenialReason.AMBIGUOUS, cookie(line.replace("KEY", door.key())), COOKIE);
    }

    /// A body that was not read, or has no such text, holds no credential.
    @Test
    void body_otherField_isMissing() {
        assertDenied(DenialReason.MISSING, new TestRequest().body("key", door.key()), BODY);
    }

    /// Of several locations any one will do, in whatever order; the same key at several is no contradiction, two
    /// keys are (K11).
    @Test
    void severalLocations_oneKey() {
        Random random = new Random(2);
        String key = door.key();
        List<UnaryOperator<String>> writings = List.of(
                UnaryOperator.identity(),
                text -> door.text(KeyType.SECRET),
                text -> text + "x",
                text -> "garbage-of-length");
        for (int i = 0; i < 2000; i++) {
            List<Location> locations = new ArrayList<>(List.of(API_KEY, BEARER, QUERY, COOKIE, BODY));
            Collections.shuffle(locations, random);
            TestRequest request = new TestRequest();
            List<String> sent = new ArrayList<>();
            for (Location location : locations.subList(0, 1 + random.nextInt(3))) {
                sent.add(writings.get(random.nextInt(3) == 0 ? random.nextInt(writings.size()) : 0)
                        .apply(key));
                at(request, location, sent.getLast());
            }
            Collections.shuffle(locations, random);
            Location[] read = locations.toArray(Location[]::new);

            if (sent.stream().distinct().count() > 1) {
                assertDenied(DenialReason.AMBIGUOUS, request, read);
            } else if (sent.getFirst().equals(key)) {
                assertAllowed(request, read);
            } else {
                Verdict verdict = door.decide(request, door.reading(read));
                assertEquals(
                        DenialReason.UNKNOWN.problem(),
                        assertInstanceOf(Verdict.Denied.class, verdict).reason().problem());
            }
        }
    }

    /// What is not read is not looked at: a key elsewhere is none (K17).
    @Test
    void elsewhere_isMissing() {
        String key = door.key();

        assertDenied(DenialReason.MISSING, cookie("session=" + key), API_KEY);
        assertDenied(DenialReason.MISSING, new TestRequest().body("api_key", key), API_KEY);
        assertDenied(DenialReason.MISSING, new TestRequest().header(HEADER, key), BEARER);
        assertDenied(DenialReason.MISSING, authorization("Bearer " + key), API_KEY);
        assertDenied(DenialReason.MISSING, query("api_key=" + key), API_KEY);
    }

    /// Where `Authorization` is read a key in `X-API-Key` must be the same; one that is not ours is the upstream's
    /// affair (K11).
    @Test
    void otherKeyInApiKeyHeader_isAmbiguous() {
        String key = door.key();

        assertAllowed(authorization("Bearer " + key).header(HEADER, key), BEARER);
        assertAllowed(authorization("Bearer " + key).header(HEADER, "the-upstreams-own-key"), BEARER);
        assertDenied(
                DenialReason.AMBIGUOUS,
                authorization("Bearer " + key).header(HEADER, door.text(KeyType.SECRET)),
                BEARER);
        assertDenied(
                DenialReason.AMBIGUOUS,
                authorization("Bearer " + key).header(HEADER, "a").header(HEADER, "b"),
                BEARER);
    }
}
