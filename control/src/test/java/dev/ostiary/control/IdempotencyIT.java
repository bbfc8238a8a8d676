package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.authority.Role;
import dev.ostiary.core.idempotency.Idempotency;
import dev.ostiary.core.idempotency.Idempotency.Standing;
import dev.ostiary.core.idempotency.IdempotencyKey;
import dev.ostiary.core.idempotency.RepeatableCall;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.organization.Organization;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// A request with an `Idempotency-Key` is done once, however often it comes.
class IdempotencyIT extends ControlIT {
    private static final String REPLAYED = "Idempotency-Replayed";

    private final JsonNode document = api.get("/api/v1/openapi.json").json();

    private Answer post(ApiClient client, String path, String body, String... keys) {
        HttpRequest.Builder request =
                client.request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        for (String key : keys) {
            request.header("Idempotency-Key", key);
        }
        return client.send(request);
    }

    /// A key that no other test gives.
    private static String once(Organization organization) {
        return "once-" + organization.slug();
    }

    private static boolean isReplayed(Answer answer) {
        return answer.headers().firstValue(REPLAYED).isPresent();
    }

    private boolean takesKey(Operations.Operation operation) {
        return operation.method().equals("POST")
                && document.required("paths")
                        .required(operation.path())
                        .required("post")
                        .toString()
                        .contains("Idempotency-Key");
    }

    /// Whatever makes something answers the same again, changes nothing the second time, and shows no secret again.
    @TestFactory
    List<DynamicTest> everyCreation_isDoneOnce() {
        Organization acme = organization();
        Deployed deployed = deployed(acme, "bot");
        String key = plane.core
                .key(deployed.agent(), deployed.environment(), "k")
                .key()
                .id()
                .value();
        String deployment = plane.core
                .store
                .deployments()
                .listLive(acme.id(), deployed.agent().id())
                .getFirst()
                .id()
                .value();
        Map<String, String> names =
                Map.of("org", acme.slug().value(), "agent", "bot", "key", key, "deployment", deployment);
        List<Operations.Operation> creations =
                Operations.of(document).guarded().filter(this::takesKey).toList();
        assertTrue(creations.size() >= 14, creations.toString());
        return creations.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    String body = String.valueOf(operation.body())
                            .replace("{call}", "once")
                            .replace("made-by-walk", "made-once");
                    Answer first = post(api, operation.pathTo(names), body, operation.id());
                    Object after = plane.core.store.backup();

                    Answer second = post(api, operation.pathTo(names), body, operation.id());

                    assertTrue(first.status() < 300, first::body);
                    assertFalse(isReplayed(first));
                    assertEquals("true", second.header(REPLAYED));
                    assertEquals(first.status(), second.status());
                    assertEquals(
                            first.headers().allValues("Location"),
                            second.headers().allValues("Location"));
                    assertEquals(
                            first.headers().allValues("ETag"), second.headers().allValues("ETag"));
                    assertEquals("application/json", second.header("Content-Type"));
                    assertEquals("no-store", second.header("Cache-Control"));
                    assertSameBut(shownOnce(operation), first, second);
                    assertEquals(after, plane.core.store.backup());
                }))
                .toList();
    }

    private static Set<String> shownOnce(Operations.Operation operation) {
        return switch (operation.id()) {
            case "createKey", "rotateKey", "createManagementKey", "createInstallationKey" -> Set.of("secret");
            case "createInvitation" -> Set.of("token", "link");
            default -> Set.of();
        };
    }

    private static void assertSameBut(Set<String> shownOnce, Answer first, Answer second) {
        Set<String> leftOut = new HashSet<>(first.fields());
        second.fields().forEach(leftOut::remove);
        assertEquals(shownOnce, leftOut);
        second.json()
                .propertyStream()
                .forEach(field -> assertEquals(first.json().required(field.getKey()), field.getValue()));
        shownOnce.forEach(field -> assertFalse(second.body().contains(first.text(field))));
    }

    /// A secret is not even in the store (S4.6).
    @Test
    void secret_isNotKept() {
        Organization acme = organization();
        Answer made =
                post(api, path(acme, "keys"), "{\"name\":\"k\"}", once(acme)).expect(201);

        assertFalse(plane.core.store.backup().toString().contains(made.text("secret")));
        assertTrue(plane.core.store.backup().toString().contains(made.text("publicId")));
    }

    /// A key names one request of one actor.
    @Test
    void anotherRequest_isRefused() {
        Organization acme = organization();
        post(api, path(acme, "keys"), "{\"name\":\"k\"}", once(acme)).expect(201);

        post(api, path(acme, "keys"), "{\"name\":\"l\"}", once(acme)).expectProblem(422, "idempotency.reused");
        post(api, "/api/v1/organizations/" + acme.id() + "/keys", "{\"name\":\"k\"}", once(acme))
                .expectProblem(422, "idempotency.reused");
        post(api, path(acme, "environments"), "{\"name\":\"k\"}", once(acme)).expectProblem(422, "idempotency.reused");
        ApiClient other = plane.confinedTo(acme.id());
        assertFalse(isReplayed(
                post(other, path(acme, "keys"), "{\"name\":\"l\"}", once(acme)).expect(201)));
    }

    /// A request that failed frees its key: what was wrong can be mended.
    @Test
    void failure_freesTheKey() {
        Organization acme = organization();
        post(api, path(acme, "keys"), "{\"nam\":\"k\"}", once(acme)).expectProblem(400, "request.invalid");
        post(api, path(acme, "keys"), "{", once(acme)).expectProblem(400, "request.malformed");
        post(api, "/api/v1/organizations/never-was/keys", "{\"name\":\"k\"}", once(acme))
                .expectProblem(404, "resource.not-found");
        Answer made =
                post(api, path(acme, "keys"), "{\"name\":\"k\"}", once(acme)).expect(201);
        assertFalse(isReplayed(made));
        post(api, path(acme, "keys"), "{\"name\":\"k\"}", "second-" + once(acme))
                .expectProblem(409, "key.name-taken");
        post(api, path(acme, "keys"), "{\"name\":\"m\"}", "second-" + once(acme))
                .expect(201);
    }

    /// Who may not do it any more is not told again what was done.
    @Test
    void lostPermission_isDenied() {
        Organization acme = organization();
        Member member = plane.core.people.member("once-" + acme.slug(), acme.id(), Role.DEVELOPER);
        ApiClient client = plane.as(member);
        post(client, path(acme, "keys"), "{\"name\":\"k\"}", once(acme)).expect(201);
        api.patch(path(acme, "members", member.account().id().value()), "{\"role\":\"viewer\"}")
                .expect(200);

        post(client, path(acme, "keys"), "{\"name\":\"k\"}", once(acme)).expectProblem(403, "permission.denied");
    }

    /// A request whose first sending is not done yet is told to wait, until the lease ends.
    @Test
    void inProgress_isToldToWait() {
        Organization acme = organization();
        Idempotency elsewhere =
                new Idempotency(plane.core.store.idempotency(), plane.core.randomness, plane.core.clock);
        String body = "{\"name\":\"k\"}";
        Standing begun = elsewhere.begin(RepeatableCall.of(
                plane.core
                        .managementAuthenticator
                        .authenticate(plane.managementKey)
                        .orElseThrow(),
                new IdempotencyKey(once(acme)),
                "POST",
                path(acme, "keys"),
                body.getBytes(StandardCharsets.UTF_8)));
        assertTrue(begun instanceof Standing.Begun);
        plane.core.clock.advance(Duration.ofMillis(500));

        Answer wait = post(api, path(acme, "keys"), body, once(acme)).expectProblem(409, "idempotency.in-progress");
        assertEquals("1", wait.header("Retry-After"));
        plane.core.clock.advance(Duration.ofMillis(59_500));
        assertFalse(isReplayed(post(api, path(acme, "keys"), body, once(acme)).expect(201)));
    }

    /// Answers are known for a day.
    @Test
    void answer_isKeptForADay() {
        Organization acme = organization();
        String body = "{\"name\":\"k\"}";
        post(api, path(acme, "keys"), body, once(acme)).expect(201);
        plane.core.clock.advance(Duration.ofDays(1).minusMillis(1));
        assertTrue(isReplayed(post(api, path(acme, "keys"), body, once(acme)).expect(201)));
        plane.core.clock.advance(Duration.ofMillis(1));

        post(api, path(acme, "keys"), body, once(acme)).expectProblem(409, "key.name-taken");
    }

    /// What is no key is refused before anything is done.
    @Test
    void badKey_isRefused() {
        Organization acme = organization();
        Stream.of(new String[] {""}, new String[] {"a b"}, new String[] {"x".repeat(256)}, new String[] {"a", "b"})
                .forEach(keys -> {
                    Answer refused = post(api, path(acme, "keys"), "{\"name\":\"k\"}", keys)
                            .expectProblem(400, "request.invalid");
                    assertEquals(List.of("Idempotency-Key"), refused.wrongFields());
                });
        post(api, path(acme, "keys"), "{\"name\":\"k\"}", "x".repeat(255)).expect(201);
    }

    /// A body that is too large is refused as ever, and without a credential nothing is held.
    @Test
    void largeBody_isRefused() {
        Organization acme = organization();
        String large = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
        post(api, path(acme, "keys"), large, once(acme)).expectProblem(413, "request.too-large");
        post(api.anonymous(), path(acme, "keys"), large, once(acme)).expectProblem(401, "credential.missing");
    }

    /// Of many that come at once one is done; the others are answered the same or told to wait.
    @Test
    void atOnce_isDoneOnce() throws Exception {
        Organization acme = organization();
        Callable<Answer> call = () -> post(api, path(acme, "provider-keys"), """
                {"name":"MY_API","value":"example-provider-key-value"}""", once(acme));
        try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
            int done = 0;
            for (Future<Answer> answered : clients.invokeAll(List.of(call, call, call, call, call, call))) {
                Answer answer = answered.get();
                if (answer.status() == 409) {
                    answer.expectProblem(409, "idempotency.in-progress");
                } else {
                    done += isReplayed(answer.expect(201)) ? 0 : 1;
                }
            }
            assertEquals(1, done);
        }
        Answer list = api.get(path(acme, "provider-keys"));
        assertEquals(1, list.json().required("items").size());
    }

    /// Where nothing is made the header says nothing.
    @Test
    void otherOperation_ignoresIt() {
        Organization acme = organization();
        Answer first = post(api, path(acme, "keys/identify"), "{\"text\":\"abcd…wxyz\"}", once(acme))
                .expect(200);

        assertFalse(isReplayed(first));
        assertNotEquals(
                first.header("X-Request-Id"),
                post(api, path(acme, "keys/identify"), "{\"text\":\"efgh…wxyz\"}", once(acme))
                        .expect(200)
                        .header("X-Request-Id"));
    }
}
