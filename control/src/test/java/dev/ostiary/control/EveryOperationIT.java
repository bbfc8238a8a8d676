package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.control.Operations.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What holds for every operation of the API, walked from its own description: none is forgotten, and a new one is held
/// to all of it.
class EveryOperationIT extends OperationsIT {
    /// Nowhere does an identifier of this form exist.
    private static final String NOWHERE = "01kj3x5v9rn2c8q4w6t0ya7mze";

    /// Nothing answers without a credential, and nothing is changed.
    @TestFactory
    List<DynamicTest> withoutCredential_isUnauthorized() {
        Things things = things();
        return operations
                .guarded()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    Object before = plane.core.store.backup();

                    Answer answer = operation.call(api.anonymous(), things.names());

                    answer.expectProblem(401, "credential.missing");
                    assertEquals("Bearer realm=\"ostiary\"", answer.header("WWW-Authenticate"));
                    assertEquals(before, plane.core.store.backup());
                }))
                .toList();
    }

    /// What is for people wants a session: without one there is nothing, and a management key is no person.
    @TestFactory
    List<DynamicTest> withoutSession_isRefused() {
        Things things = things();
        return operations
                .forPeople()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    operation.call(api.anonymous(), things.names()).expectProblem(401, "credential.missing");
                    operation.call(api, things.names()).expectProblem(403, "session.required");
                }))
                .toList();
    }

    /// An API key opens agents, not this API (I05).
    @TestFactory
    List<DynamicTest> withApiKey_isUnauthorized() {
        Things things = things();
        String apiKey = things.key().secret().reveal();
        return operations
                .guarded()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.id(),
                        () -> operation
                                .call(new ApiClient(plane.control.url(), apiKey), things.names())
                                .expectProblem(401, "credential.invalid")))
                .toList();
    }

    /// Another organization's thing is missing, in the same words (I01).
    @TestFactory
    List<DynamicTest> withAnothersKey_isNotFound() {
        Things things = things();
        ApiClient other = plane.confinedTo(organization().id());
        Map<String, String> missing = new HashMap<>(things.names());
        missing.put("org", "never-was");
        return operations
                .inOrganization()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    Object before = plane.core.store.backup();

                    Answer hidden = operation.call(other, things.names()).expectProblem(404, "resource.not-found");

                    assertSame(operation.call(other, missing), hidden);
                    assertEquals(before, plane.core.store.backup());
                }))
                .toList();
    }

    /// A thing of another organization is missing in one's own as well, by identifier (I01).
    @TestFactory
    List<DynamicTest> anothersThingInOwnOrganization_isNotFound() {
        Things things = things();
        Things own = things();
        ApiClient confined = plane.confinedTo(own.organization().id());
        return operations
                .inOrganization()
                .filter(operation ->
                        operation.path().indexOf('{') != operation.path().lastIndexOf('{'))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    Map<String, String> hidden = new HashMap<>(things.ids());
                    hidden.put("org", own.organization().slug().value());
                    Map<String, String> missing = new HashMap<>(Map.of(
                            "org", own.organization().slug().value(),
                            "agent", "agt_" + NOWHERE,
                            "project", "prj_" + NOWHERE,
                            "environment", "env_" + NOWHERE,
                            "deployment", "dep_" + NOWHERE,
                            "route", "rte_" + NOWHERE,
                            "policy", "pol_" + NOWHERE,
                            "providerKey", "pvk_" + NOWHERE,
                            "key", "key_" + NOWHERE,
                            "request", "req_" + NOWHERE));
                    missing.put("member", "usr_" + NOWHERE);
                    missing.put("invitation", "inv_" + NOWHERE);
                    missing.put("managementKey", "mgk_" + NOWHERE);
                    Object before = plane.core.store.backup();

                    Answer answer = operation.call(confined, hidden).expectProblem(404, "resource.not-found");

                    assertSame(operation.call(confined, missing), answer);
                    assertEquals(before, plane.core.store.backup());
                }))
                .toList();
    }

    /// A store that fails is never a wrong key and never an empty answer, whichever of its calls fails; and where
    /// the answer is that it failed, nothing was changed. (Once a change is made, only the wait for the nodes can
    /// fail, which then counts none.)
    @TestFactory
    List<DynamicTest> storeFails_isUnavailable() {
        return operations
                .guarded()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> failEachCall(operation)))
                .toList();
    }

    private void failEachCall(Operation operation) {
        Things things = thingsFor(operation);
        int call = 0;
        boolean isReached = true;
        while (isReached) {
            Object before = plane.core.store.backup();
            plane.core.store.failAtCall(++call);
            Answer answer = operation.call(api, things.names());
            isReached = !plane.core.store.awaitsFailure();
            plane.core.store.failAtCall(0);
            if (answer.status() == 503) {
                answer.expectProblem(503, "store.unavailable");
                assertEquals(before, plane.core.store.backup(), () -> operation.id() + " changed something");
            } else if (isReached) {
                assertEquals(
                        "{\"nodes\":0,\"of\":1}",
                        answer.json().required("applied").toString());
            }
            plane.core.store.restore(before);
            plane.core.masterKeyRotation.follow(plane.core.masterKeyHome.read());
        }
        assertTrue(call > 2, "asks the store for more than who is speaking");
    }

    /// Every answer of success is one that is described, with a JSON body and the headers that protect it.
    @TestFactory
    List<DynamicTest> success_isDescribed() {
        return operations
                .all()
                .filter(operations::isAnsweredInJson)
                .filter(operation -> !operation.isForPeople()
                        && !(operation.isOpen() && !operation.method().equals("GET")))
                .filter(operation -> !operation.id().equals("testIdentityProvider"))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    Answer answer = operation.call(api, thingsFor(operation).names());

                    assertTrue(answer.status() < 300, answer.body());
                    operations.assertAsDescribed(operation, answer);
                    assertEquals("application/json", answer.header("Content-Type"));
                    assertEquals("no-store", answer.header("Cache-Control"));
                    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
                    assertTrue(answer.header("X-Request-Id").matches("req_[0-9a-z]{26}"));
                }))
                .toList();
    }

    /// Every change says how many nodes obey it.
    @TestFactory
    List<DynamicTest> change_saysWhoObeys() {
        return operations
                .changes()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    Answer answer = operation.call(api, thingsFor(operation).names());

                    assertEquals(
                            "{\"nodes\":0,\"of\":0}",
                            answer.json().required("applied").toString());
                }))
                .toList();
    }

    /// Bodies that are no JSON object are refused by every operation that takes one, before anything is looked for.
    @TestFactory
    List<DynamicTest> malformedBody_isRefused() {
        Things things = things();
        return operations
                .guarded()
                .filter(operation -> operation.body() != null)
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    String path = operation.pathTo(things.names());
                    api.send(operation.method(), path, "{\"name\":").expectProblem(400, "request.malformed");
                    api.send(operation.method(), path, "").expectProblem(400, "request.malformed");
                    Answer array = api.send(operation.method(), path, "[]").expectProblem(400, "request.invalid");
                    assertEquals(List.of("body"), array.wrongFields());
                    Answer unknown = api.send(operation.method(), path, "{\"orgId\":\"x\",\"hash\":\"y\"}")
                            .expectProblem(400, "request.invalid");
                    assertTrue(unknown.wrongFields().containsAll(List.of("orgId", "hash")), unknown::body);
                }))
                .toList();
    }

    /// The operations are those that were agreed on: a removed one is noticed.
    @Test
    void operations_areAllThere() {
        assertEquals(124, operations.guarded().count());
        assertEquals(12, operations.forPeople().count());
        assertEquals(
                Set.of(
                        "getHealth",
                        "getReadiness",
                        "signIn",
                        "setUp",
                        "acceptInvitationAnew",
                        "listSignInWays",
                        "beginPasskeySignIn",
                        "signInWithPasskey"),
                Set.copyOf(operations
                        .all()
                        .filter(Operation::isOpen)
                        .map(Operation::id)
                        .toList()));
    }

    private static void assertSame(Answer one, Answer other) {
        assertEquals(one.status(), other.status());
        assertEquals(one.bodyButForRequestId(), other.bodyButForRequestId());
        assertEquals(headers(one), headers(other));
    }

    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        headers.remove("x-request-id");
        headers.remove("date");
        // The server ends each connection after so many requests, whatever they are.
        headers.remove("connection");
        assertFalse(headers.isEmpty());
        return headers;
    }
}
