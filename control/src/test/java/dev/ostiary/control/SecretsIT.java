package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.organization.Organization;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A key is seen once, in the answer to making it, and never anywhere else (S4.6, S4.11, L01, L02).
class SecretsIT extends ControlIT {
    private static final String ROOT = "/api/v1/organizations";

    /// Through its whole life, in everything that is answered and logged.
    @Test
    void issuedSecret_isSeenOnce() {
        Organization organization = organization();
        deployed(organization, "bot");
        try (CapturedLogs logs = CapturedLogs.all()) {
            Answer made = api.post(path(organization, "keys"), """
                    {"name":"canary","agent":"bot","environment":"production"}""").expect(201);
            String secret = made.text("secret");
            String key = path(organization, "keys", made.text("id"));
            List<Answer> answers = new ArrayList<>(List.of(
                    api.get(key),
                    api.get(path(organization, "keys")),
                    api.patch(key, "{\"name\":\"bird\"}"),
                    api.post(path(organization, "keys"), "{\"name\":\"bird\"}").expectProblem(409, "key.name-taken"),
                    api.post(key + "/disable"),
                    api.post(key + "/enable"),
                    api.post(key + "/revoke"),
                    api.get(path(organization, "audit-events")),
                    api.get("/api/v1/status"),
                    api.delete(key),
                    api.get(path(organization, "audit-events"))));

            for (Answer answer : answers) {
                assertFalse(answer.body().contains(secret), answer::body);
                assertFalse(answer.headers().map().toString().contains(secret));
            }
            assertTrue(logs.text().contains("dev.ostiary.control.access"));
            assertFalse(logs.text().contains(secret), "in the log");
            assertFalse(logs.text().contains(plane.managementKey), "the management key in the log");
            assertFalse(plane.core.store.backup().toString().contains(secret), "in the store");
        }
    }

    /// Wherever a caller puts a key that belongs elsewhere, it is neither repeated nor written down.
    @Test
    void misplacedSecret_isNotRepeated() {
        Organization organization = organization();
        String canary = api.post(path(organization, "keys"), "{\"name\":\"canary\"}")
                .expect(201)
                .text("secret");
        List<Answer> answers = new ArrayList<>();
        try (CapturedLogs logs = CapturedLogs.usual()) {
            for (String target : List.of(
                    "/" + canary,
                    ROOT + "/" + canary,
                    ROOT + "?limit=" + canary,
                    ROOT + "?cursor=" + canary,
                    ROOT + "?api_key=" + canary,
                    path(organization, "keys") + "?agent=" + canary,
                    path(organization, "keys", canary),
                    path(organization, "agents", canary, "deployments"),
                    path(organization, "keys", canary, "revoke"))) {
                answers.add(api.get(target));
                answers.add(api.anonymous().get(target));
                answers.add(api.post(target, "{\"" + canary + "\":\"" + canary + "\"}"));
                answers.add(api.post(target, "{\"name\":\"" + canary));
            }
            answers.addAll(bodies(organization, canary));
            answers.addAll(headers(canary));
            answers.addAll(broken(canary));

            for (Answer answer : answers) {
                assertFalse(answer.body().contains(canary), answer::body);
                assertFalse(answer.headers().map().toString().contains(canary));
            }
            assertFalse(logs.text().contains(canary), () -> lineOf(logs.text(), canary));
        }
    }

    /// What is thrown while a key is at hand says nothing of it.
    @Test
    void failingStore_doesNotTell() {
        Organization organization = organization();
        plane.core.store.failing(true);
        try (CapturedLogs logs = CapturedLogs.all()) {
            Answer answer =
                    api.post(path(organization, "keys"), "{\"name\":\"k\"}").expect(503);

            assertFalse(answer.body().contains("a test wants it so"));
            assertTrue(logs.text().contains(answer.text("requestId")));
            assertFalse(logs.text().contains(plane.managementKey));
        }
    }

    private List<Answer> bodies(Organization organization, String canary) {
        String keys = path(organization, "keys");
        return List.of(
                api.post(keys, "{\"secret\":\"" + canary + "\",\"name\":1}"),
                api.post(keys, "{\"name\":{\"a\":\"" + canary + "\"}}"),
                api.post(keys, "{\"name\":\"x\",\"expiresAt\":\"" + canary + "\"}"),
                api.post(keys, "{\"name\":\"x\",\"agent\":\"" + canary + "\",\"environment\":\"" + canary + "\"}"),
                api.post(keys, "\"" + canary + "\""),
                api.post(keys, canary),
                api.post(
                        path(organization, "agents"),
                        "{\"slug\":\"" + canary + "\",\"upstream\":\"http://" + canary + "@x\"}"));
    }

    private List<Answer> headers(String canary) {
        ApiClient anonymous = api.anonymous();
        return List.of(
                anonymous.send(anonymous.request(ROOT).header("Authorization", "Bearer " + canary)),
                anonymous.send(anonymous.request(ROOT).header("Authorization", canary)),
                api.send(api.request(ROOT).header("Authorization", "Bearer " + canary)),
                api.send(api.request(ROOT).header("X-API-Key", canary)),
                api.send(api.request(ROOT).header("Cookie", "key=" + canary + "; \"" + canary)),
                api.send(api.request(ROOT).header("Accept", canary)),
                api.send(api.request(ROOT).header("X-Request-Id", canary)),
                api.send(api.request(ROOT).header("Content-Type", canary).POST(BodyPublishers.ofString("{}"))));
    }

    private List<Answer> broken(String canary) {
        RawSocket socket = new RawSocket(plane.control.url());
        return List.of(
                socket.send(canary + "\r\n\r\n"),
                socket.send("GET /" + canary + "{} HTTP/1.1\r\nHost: x\r\n\r\n"),
                socket.send("GET /?a=%zz" + canary + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                socket.send("GET //" + canary + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                socket.send("GET / HTTP/1.1\r\nHost: " + canary + "{}\r\n\r\n"),
                socket.send("GET / HTTP/1.1\r\nHost: x\r\nAuthorization " + canary + "\r\n\r\n"),
                socket.send(
                        "GET / HTTP/1.1\r\nHost: x\r\nCookie: a=\"" + canary + "\u0001\r\nConnection: close\r\n\r\n"),
                socket.send(canary + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                socket.send("GET / " + canary + "\r\nHost: x\r\n\r\n"));
    }

    private static String lineOf(String text, String canary) {
        return text.lines().filter(line -> line.contains(canary)).findFirst().orElse("");
    }
}
