package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.authority.Role;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.usage.KeyUsage;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Nobody overwrites a change that they have not seen (RFC 9110, section 13).
class PreconditionsIT extends ControlIT {
    private static final String ETAG = "\"[A-Za-z0-9_-]{22}\"";

    /// What is versioned: a body that makes it, one that changes it, and how.
    private record Thing(String kind, String creation, String method, String edit) {}

    private static final String SLUG = "{\"slug\":\"made\"}";
    private static final String NAME = "{\"name\":\"Name %d\"}";

    private static final List<Thing> THINGS = List.of(
            new Thing("projects", SLUG, "PATCH", NAME),
            new Thing("environments", SLUG, "PATCH", NAME),
            new Thing("agents", SLUG, "PATCH", NAME),
            new Thing("keys", "{\"name\":\"made\"}", "PATCH", "{\"labels\":{\"n\":\"%d\"}}"),
            new Thing(
                    "routes",
                    "{\"name\":\"made\",\"path\":\"/%s\",\"upstreams\":[\"http://127.0.0.1:9000\"]}",
                    "PUT",
                    "{\"name\":\"made\",\"path\":\"/%s/%d\",\"upstreams\":[\"http://127.0.0.1:9000\"]}"),
            new Thing("policies", "{\"name\":\"made\"}", "PUT", "{\"name\":\"made-%d\"}"),
            new Thing("provider-keys", "{\"name\":\"MADE\",\"value\":\"example-key\"}", "PATCH", "{\"name\":\"M%d\"}"));

    private Answer send(String method, String path, @Nullable String body, String condition, String value) {
        return api.send(api.request(path)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header(condition, value));
    }

    private static String filled(String body, Organization organization, int number) {
        return body.replace("%s", organization.slug().value()).replace("%d", Integer.toString(number));
    }

    /// Switching a key and rotating it are changes as all others are.
    @Test
    void key_isSwitchedAndRotatedAsSeen() {
        Answer made =
                api.post(path(organization(), "keys"), "{\"name\":\"made\"}").expect(201);
        String path = made.header("Location");
        String first = made.header("ETag");
        String second = send("POST", path + "/disable", null, "If-Match", first)
                .expect(200)
                .header("ETag");
        assertNotEquals(first, second);
        for (String operation : List.of("disable", "enable", "rotate", "revoke")) {
            send("POST", path + "/" + operation, operation.equals("rotate") ? "{}" : null, "If-Match", first)
                    .expectProblem(412, "precondition.failed");
        }
        String third = send("POST", path + "/rotate", "{}", "If-Match", second)
                .expect(200)
                .header("ETag");
        String fourth = send("POST", path + "/enable", null, "If-Match", third)
                .expect(200)
                .header("ETag");
        assertEquals(fourth, api.get(path).expect(200).header("ETag"));
        send("POST", path + "/revoke", null, "If-Match", fourth).expect(200).header("ETag");
    }

    /// What is read has an ETag, which every change changes, and nothing else does.
    @TestFactory
    Stream<DynamicTest> thing_isChangedAsSeen() {
        return THINGS.stream()
                .map(thing -> DynamicTest.dynamicTest(thing.kind(), () -> {
                    Organization acme = organization();
                    Answer made = api.post(path(acme, thing.kind()), filled(thing.creation(), acme, 0))
                            .expect(201);
                    String path = made.header("Location");
                    String first = made.header("ETag");
                    assertTrue(first.matches(ETAG), first);
                    assertEquals(first, api.get(path).expect(200).header("ETag"));

                    Answer edited = send(thing.method(), path, filled(thing.edit(), acme, 1), "If-Match", first)
                            .expect(200);
                    String second = edited.header("ETag");
                    assertNotEquals(first, second);
                    assertEquals(second, api.get(path).expect(200).header("ETag"));
                    Object before = plane.core.store.backup();
                    send(thing.method(), path, filled(thing.edit(), acme, 2), "If-Match", first)
                            .expectProblem(412, "precondition.failed");
                    send("DELETE", path, null, "If-Match", first).expectProblem(412, "precondition.failed");
                    assertEquals(before, plane.core.store.backup());
                    send("DELETE", path, null, "If-Match", "\"other\", " + second)
                            .expect(200);
                }));
    }

    /// Who has it already gets no body.
    @TestFactory
    Stream<DynamicTest> get_unchanged_isNotSentAgain() {
        return THINGS.stream()
                .map(thing -> DynamicTest.dynamicTest(thing.kind(), () -> {
                    Organization acme = organization();
                    Answer made = api.post(path(acme, thing.kind()), filled(thing.creation(), acme, 0))
                            .expect(201);
                    String path = made.header("Location");
                    Answer unchanged = send("GET", path, null, "If-None-Match", made.header("ETag"));

                    assertEquals(304, unchanged.status());
                    assertEquals("", unchanged.body());
                    assertEquals(made.header("ETag"), unchanged.header("ETag"));
                    send("GET", path, null, "If-None-Match", "\"other\"").expect(200);
                }));
    }

    /// A member's role is changed as it was seen.
    @Test
    void member_isChangedAsSeen() {
        Organization acme = organization();
        Member member = plane.core.people.member("seen-" + acme.slug(), acme.id(), Role.VIEWER);
        String path = path(acme, "members", member.account().id().value());
        String first = api.get(path).expect(200).header("ETag");
        String second = send("PATCH", path, "{\"role\":\"developer\"}", "If-Match", first)
                .expect(200)
                .header("ETag");

        send("PATCH", path, "{\"role\":\"admin\"}", "If-Match", first).expectProblem(412, "precondition.failed");
        send("DELETE", path, null, "If-Match", first).expectProblem(412, "precondition.failed");
        send("DELETE", path, null, "If-Match", second).expect(200);
    }

    /// So is an identity provider, which is of the whole installation.
    @Test
    void identityProvider_isChangedAsSeen() {
        String settings =
                "{\"name\":\"%s\",\"issuer\":\"https://id.example.com\",\"clientId\":\"c\",\"clientSecret\":\"s\"}";
        Answer made = api.post("/api/v1/identity-providers", settings.formatted("seen"))
                .expect(201);
        String path = made.header("Location");
        String first = made.header("ETag");
        assertEquals(304, send("GET", path, null, "If-None-Match", first).status());
        String second = send("PUT", path, settings.formatted("seen again"), "If-Match", first)
                .expect(200)
                .header("ETag");

        send("PUT", path, settings.formatted("third"), "If-Match", first).expectProblem(412, "precondition.failed");
        send("DELETE", path, null, "If-Match", first).expectProblem(412, "precondition.failed");
        send("DELETE", path, null, "If-Match", second).expect(200);
    }

    /// An organization is a thing as well.
    @Test
    void organization_isChangedAsSeen() {
        String path = path(organization());
        String first = api.get(path).expect(200).header("ETag");
        assertEquals(304, send("GET", path, null, "If-None-Match", first).status());
        String second = send("PATCH", path, "{\"name\":\"Other\"}", "If-Match", first)
                .expect(200)
                .header("ETag");

        send("PATCH", path, "{\"name\":\"Third\"}", "If-Match", first).expectProblem(412, "precondition.failed");
        send("DELETE", path, null, "If-Match", first).expectProblem(412, "precondition.failed");
        send("DELETE", path, null, "If-Match", second).expect(200);
    }

    /// What is allowed of keys is versioned from the first, though nobody has set it.
    @Test
    void keyPolicy_isChangedAsSeen() {
        Organization acme = organization();
        String path = path(acme, "key-policy");
        String first = api.get(path).expect(200).header("ETag");
        assertEquals(304, send("GET", path, null, "If-None-Match", first).status());
        String second = send("PUT", path, "{\"mostLiveKeys\":5}", "If-Match", first)
                .expect(200)
                .header("ETag");

        assertNotEquals(first, second);
        assertEquals(second, api.get(path).expect(200).header("ETag"));
        send("PUT", path, "{\"mostLiveKeys\":6}", "If-Match", first).expectProblem(412, "precondition.failed");
        assertNotEquals(first, api.get(path(organization(), "key-policy")).header("ETag"));
    }

    /// Use is no change: who edits what is in use all the time is not refused for it.
    @Test
    void use_isNoChange() {
        Organization acme = organization();
        ApiKey key = plane.core
                .key(acme.id(), new KeyBinding.WholeOrganization(), "k")
                .key();
        String path = path(acme, "keys", key.id().value());
        String first = api.get(path).header("ETag");
        plane.core.store.usage().add(List.of(new KeyUsage(key.id(), 5, plane.core.clock.instant())));

        assertEquals(first, api.get(path).header("ETag"));
    }

    /// `*` asks that it is there; a weak tag is never the same; several lines are one list.
    @Test
    void ifMatch_isReadAsDefined() {
        Organization acme = organization();
        String path = api.post(path(acme, "policies"), "{\"name\":\"made\"}").header("Location");
        String tag = api.get(path).header("ETag");

        send("PUT", path, "{\"name\":\"made\"}", "If-Match", "*").expect(200);
        send("PUT", path, "{\"name\":\"made\"}", "If-Match", "W/" + tag).expectProblem(412, "precondition.failed");
        api.send(api.request(path)
                        .PUT(BodyPublishers.ofString("{\"name\":\"made\"}"))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"a\"")
                        .header("If-Match", tag))
                .expect(200);
        Stream.of("x", "\"", tag + "x", "*, " + tag, "").forEach(wrong -> {
            Answer refused =
                    send("PUT", path, "{\"name\":\"made\"}", "If-Match", wrong).expectProblem(400, "request.invalid");
            assertEquals(List.of("If-Match"), refused.wrongFields());
        });
    }

    /// What is not there is missing, whatever is required of it.
    @Test
    void missing_isNotFound() {
        send("DELETE", path(organization(), "keys", "key_01kj3x5v9rn2c8q4w6t0ya7mze"), null, "If-Match", "\"a\"")
                .expectProblem(404, "resource.not-found");
    }

    /// Of two who have read the same, one changes it.
    @Test
    void atOnce_onceOnly() throws Exception {
        Organization acme = organization();
        Answer made = api.post(path(acme, "keys"), "{\"name\":\"made\"}").expect(201);
        String path = made.header("Location");
        Callable<Integer> one = () -> send("PATCH", path, "{\"labels\":{\"a\":\"1\"}}", "If-Match", made.header("ETag"))
                .status();
        Callable<Integer> other =
                () -> send("PATCH", path, "{\"labels\":{\"b\":\"1\"}}", "If-Match", made.header("ETag"))
                        .status();
        try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = clients.invokeAll(List.of(one, other));
            assertEquals(612, answers.get(0).get() + answers.get(1).get());
        }
    }
}
