package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.organization.Organization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Provider keys over REST.
class ProviderKeysIT extends ControlIT {
    private static final String CANARY = "canary-0123456789-of-a-provider-key-long-as-they-are-9fA";

    @AfterEach
    void forgetUsers() {
        plane.core.providerKeyUsers.clear();
    }

    private static String body(String name, String value) {
        return "{\"name\":\"" + name + "\",\"value\":\"" + value + "\"}";
    }

    private Answer create(Organization organization, String name) {
        tick();
        return api.post(path(organization, "provider-keys"), body(name, CANARY)).expect(201);
    }

    private List<String> names(Organization organization, String query) {
        return api.get(path(organization, "provider-keys") + query)
                .expect(200)
                .json()
                .required("items")
                .valueStream()
                .map(item -> item.required("name").asString())
                .toList();
    }

    /// The answer shows the mask, and so does every later one (S3.2, S3.5, S3.8).
    @Test
    void create_answersTheMask() {
        Organization organization = organization();

        Answer answer = create(organization, "MY_API");

        assertEquals(
                List.of(
                        "id",
                        "name",
                        "mask",
                        "version",
                        "createdAt",
                        "createdBy",
                        "changedAt",
                        "changedBy",
                        "lastUsedAt",
                        "applied"),
                answer.fields());
        assertEquals("MY_API", answer.text("name"));
        assertEquals("can••••••••9fA", answer.text("mask"));
        assertTrue(answer.text("id").startsWith("pvk_"));
        assertEquals("tester", answer.text("createdBy"));
        assertEquals(
                "can••••••••9fA", api.get(answer.header("Location")).expect(200).text("mask"));
    }

    /// A name that exists is refused, with the field it is about (S3.6).
    @Test
    void create_nameTaken_isRefused() {
        Organization organization = organization();
        create(organization, "MY_API");

        Answer refused = api.post(path(organization, "provider-keys"), body("MY_API", CANARY))
                .expectProblem(409, "vault.name-taken");
        assertEquals(List.of("name"), refused.wrongFields());
        create(organization(), "MY_API");
    }

    /// What is no key is refused by name, without being repeated.
    @ParameterizedTest
    @ValueSource(strings = {"", "can••••••••9fA", "sk-****9fA", " canary", "can\\nary", "ca\\u0000n"})
    void create_noValue_isRefused(String value) {
        Answer refused = api.post(path(organization(), "provider-keys"), body("MY_API", value))
                .expectProblem(400, "request.invalid");

        assertEquals(List.of("value"), refused.wrongFields());
        assertFalse(refused.body().contains("can\\n"));
    }

    /// A new value is the next version; a mask is never saved as one (S3.7).
    @Test
    void edit_changesNameAndValue() {
        Organization organization = organization();
        String key = path(
                organization, "provider-keys", create(organization, "MY_API").text("id"));

        Answer edited =
                api.patch(key, body("OTHER", "another-value-0123456789")).expect(200);

        assertEquals("OTHER", edited.text("name"));
        assertEquals("2", edited.text("version"));
        assertEquals("ano••••••••789", edited.text("mask"));
        Answer refused = api.patch(key, "{\"value\":\"ano••••••••789\"}").expectProblem(400, "request.invalid");
        assertTrue(refused.body().contains("leave the field out"), refused::body);
        assertEquals("2", api.get(key).expect(200).text("version"));
        api.patch(key, "{\"value\":null}").expectProblem(400, "request.invalid");
    }

    /// Search, sort and paging happen on the server (S3.9).
    @Test
    void list_searchesSortsAndPages() {
        Organization organization = organization();
        for (String name : List.of("beta", "ALPHA", "gamma", "alpine")) {
            create(organization, name);
        }
        create(organization(), "alpha-of-another");

        assertEquals(List.of("alpine", "gamma", "ALPHA", "beta"), names(organization, ""));
        assertEquals(List.of("ALPHA", "alpine", "beta", "gamma"), names(organization, "?sort=name"));
        assertEquals(List.of("gamma", "beta", "alpine", "ALPHA"), names(organization, "?sort=-name"));
        assertEquals(List.of("ALPHA", "alpine"), names(organization, "?search=alp&sort=name"));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(path(organization, "provider-keys") + "?sort=name&limit=1" + cursor)
                    .expect(200);
            paged.add(page.json().at("/items/0/name").asString());
            cursor = page.text("nextCursor").equals("null") ? "" : "&cursor=" + page.text("nextCursor");
        } while (!cursor.isEmpty());
        assertEquals(List.of("ALPHA", "alpine", "beta", "gamma"), paged);
    }

    /// What makes no sense in a query is refused by name.
    @Test
    void list_wrongQuery_isRefused() {
        String keys = path(organization(), "provider-keys");

        assertEquals(
                List.of("search", "sort"),
                api.get(keys + "?search=&sort=value")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        assertEquals(
                List.of("cursor"),
                api.get(keys + "?cursor=pvk_nowhere")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        assertEquals(
                List.of("search"),
                api.get(keys + "?search=%00")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
    }

    /// What is used says so, and goes only when forced; then it is gone (S3.10, S3.11).
    @Test
    void delete_inUse_saysSo() {
        Organization organization = organization();
        String key = path(
                organization, "provider-keys", create(organization, "MY_API").text("id"));
        plane.core.providerKeyUsers.add("provider openai");

        Answer refused = api.delete(key).expectProblem(409, "vault.in-use");
        assertTrue(refused.body().contains("provider openai"), refused::body);
        api.delete(key + "?force=yes").expectProblem(400, "request.invalid");
        api.get(key).expect(200);
        api.delete(key + "?force=true").expect(200);
        api.get(key).expectProblem(404, "resource.not-found");
    }

    /// Nothing reveals a value: no operation's answer has a place for one, and none of the usual paths exists
    /// (W08).
    @Test
    void reveal_isNowhere() {
        Organization organization = organization();
        String key = path(
                organization, "provider-keys", create(organization, "MY_API").text("id"));
        for (String path : List.of("/reveal", "/value", "/decrypt", "/secret")) {
            api.get(key + path).expectProblem(404, "resource.not-found");
            api.post(key + path).expectProblem(404, "resource.not-found");
        }
        String document = api.get("/api/v1/openapi.json").expect(200).body();
        int holders = document.split("\"value\":\\{\"type\":\"string\"", -1).length - 1;
        assertEquals(2, holders, "the bodies of create and edit, and no answer");
    }

    /// Whatever is done with a value, right or wrong, whether the store works or not, it is in no answer, no log,
    /// no trail and no store (S4.11, L04).
    @Test
    void value_isNowhere() {
        Organization organization = organization();
        String keys = path(organization, "provider-keys");
        List<Answer> answers = new ArrayList<>();
        try (CapturedLogs logs = CapturedLogs.usual()) {
            Answer created = create(organization, "MY_API");
            answers.add(created);
            String key = keys + "/" + created.text("id");
            answers.add(api.patch(key, "{\"value\":\"" + CANARY + "\"}"));
            answers.add(api.get(key));
            answers.add(api.get(keys + "?search=" + CANARY));
            answers.add(api.get(keys + "?sort=" + CANARY));
            answers.add(api.post(keys, body("MY_API", CANARY)));
            answers.add(api.post(keys, body("X", CANARY + "\\n")));
            answers.add(api.post(keys, body("X", CANARY).replace("name", CANARY)));
            answers.add(api.post(keys, body("X", CANARY).replace("}", "")));
            answers.add(api.patch(key, "{\"value\":[\"" + CANARY + "\"]}"));
            answers.add(api.get(path(organization, "audit-events")));
            plane.core.store.failing(true);
            answers.add(api.post(keys, body("Y", CANARY)).expectProblem(503, "store.unavailable"));
            plane.core.store.failing(false);
            answers.add(api.delete(key));

            for (Answer answer : answers) {
                assertFalse(answer.body().contains(CANARY), answer::body);
                assertFalse(answer.headers().map().toString().contains(CANARY));
            }
            assertFalse(logs.text().contains(CANARY));
            assertFalse(plane.core.store.backup().toString().contains(CANARY));
        }
    }
}
