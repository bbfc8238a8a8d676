package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who may speak to the REST API.
class CredentialsIT extends ControlIT {
    private static final String ROOT = "/api/v1/organizations";

    /// The scheme in any case, spaces around as HTTP allows (K05, K08, K13).
    @Test
    void rightKey_isTaken() {
        for (String scheme : List.of("Bearer ", "bearer ", "BEARER ", "Bearer   ")) {
            with(scheme + plane.managementKey).expect(200);
        }
        with("Bearer " + plane.managementKey + "  ").expect(200);
    }

    /// Whatever is wrong with a credential, the answer is the same but for its id (E01, K01, K02, K04, K05, K08).
    @Test
    void wrongKeys_cannotBeToldApart() {
        String right = plane.managementKey;
        char last = right.charAt(right.length() - 1);
        String expired = plane.managementKey(Optional.empty(), Optional.of(plane.core.clock.instant()));
        List<String> wrong = List.of(
                "Bearer "
                        + KeyFormat.generate(KeyType.MANAGEMENT, plane.core.randomness)
                                .reveal(),
                "Bearer " + right.substring(0, right.length() - 1) + (last == 'a' ? 'b' : 'a'),
                "Bearer " + right.toUpperCase(Locale.ROOT),
                "Bearer " + right + "x",
                "Bearer " + expired,
                "Bearer sk_ost_short",
                "Bearer "
                        + KeyFormat.generate(KeyType.SECRET, plane.core.randomness)
                                .reveal(),
                "Bearer",
                "Bearer ",
                "Bearer\t" + right,
                "Bearer " + right + " " + right,
                "Bearer " + right + "," + right,
                "Basic " + right,
                right,
                "Bearer " + "a".repeat(4000),
                "Bearer é" + right);
        Answer first = with(wrong.getFirst()).expectProblem(401, "credential.invalid");

        for (String credential : wrong) {
            Answer answer = with(credential).expectProblem(401, "credential.invalid");
            assertEquals(first.bodyButForRequestId(), answer.bodyButForRequestId(), credential);
            assertEquals(headers(first), headers(answer), credential);
        }
    }

    /// Right up to the instant it ends, and not at it.
    @Test
    void expiry_isToTheInstant() {
        String key = plane.managementKey(
                Optional.empty(), Optional.of(plane.core.clock.instant().plusMillis(1)));

        with("Bearer " + key).expect(200);
        tick();
        with("Bearer " + key).expectProblem(401, "credential.invalid");
    }

    /// Two credentials are one too many, even when they are the same (K10).
    @Test
    void severalHeaders_areAmbiguous() {
        for (String second : List.of("Bearer " + plane.managementKey, "Bearer x", "Basic x", "")) {
            Answer answer = api.send(api.request(ROOT).header("Authorization", second));
            answer.expectProblem(400, "credential.ambiguous");
        }
    }

    /// Nowhere else is a key looked for (K16, K17).
    @Test
    void keyElsewhere_isNoCredential() {
        ApiClient anonymous = api.anonymous();
        String key = plane.managementKey;

        anonymous.get(ROOT + "?api_key=" + key).expectProblem(401, "credential.missing");
        anonymous.get(ROOT + "?access_token=" + key).expectProblem(401, "credential.missing");
        anonymous.send(anonymous.request(ROOT).header("X-API-Key", key)).expectProblem(401, "credential.missing");
        anonymous.send(anonymous.request(ROOT).header("Cookie", "key=" + key)).expectProblem(401, "credential.missing");
    }

    /// Without a credential nobody learns which paths there are.
    @Test
    void unknownPath_isUnauthorizedFirst() {
        Answer known = api.anonymous().get(ROOT).expectProblem(401, "credential.missing");
        for (String path : List.of(
                "/api/v1/nothing",
                "/api",
                "/actuator",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/error",
                "/webjars/x",
                "/api/v1/openapi.json/x",
                "/login")) {
            Answer answer = api.anonymous().get(path).expectProblem(401, "credential.missing");
            assertEquals(known.bodyButForRequestId(), answer.bodyButForRequestId());
            api.get(path).expectProblem(404, "resource.not-found");
        }
    }

    /// A store that cannot be asked says nothing about the key.
    @Test
    void storeDown_isUnavailable() {
        plane.core.store.failing(true);

        Answer answer = api.get(ROOT).expectProblem(503, "store.unavailable");

        assertEquals("no-store", answer.header("Cache-Control"));
    }

    /// No cookie is ever set, and none is of use.
    @Test
    void answers_setNoCookie() {
        assertEquals(Optional.empty(), api.get(ROOT).headers().firstValue("Set-Cookie"));
        assertEquals(Optional.empty(), api.anonymous().get(ROOT).headers().firstValue("Set-Cookie"));
        assertEquals(Optional.empty(), api.anonymous().get("/").headers().firstValue("Set-Cookie"));
    }

    /// No other site may read along (W07).
    @Test
    void otherOrigins_getNoPermission() {
        Answer answer = api.send(api.request(ROOT).header("Origin", "https://evil.example"));

        assertEquals(Optional.empty(), answer.headers().firstValue("Access-Control-Allow-Origin"));
        ApiClient anonymous = api.anonymous();
        anonymous
                .send(anonymous
                        .request(ROOT)
                        .header("Origin", "null")
                        .header("Access-Control-Request-Method", "GET")
                        .method("OPTIONS", BodyPublishers.noBody()))
                .expectProblem(401, "credential.missing");
    }

    private Answer with(String credential) {
        RawSocket socket = new RawSocket(plane.control.url());
        return socket.send("GET " + ROOT + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + credential
                + "\r\nConnection: close\r\n\r\n");
    }

    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        headers.remove("X-Request-Id");
        headers.remove("Date");
        return headers;
    }
}
