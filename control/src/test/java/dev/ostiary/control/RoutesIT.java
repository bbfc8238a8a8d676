package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.organization.Organization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Routes and policies over REST (S1.8 to S1.10, S1.14, S1.15, S1.18).
class RoutesIT extends ControlIT {
    /// A route is answered as it will be obeyed, with what was left out.
    @Test
    void createRoute_answersItWhole() {
        Organization organization = organization();
        String path = "/" + organization.slug();

        Answer made =
                api.post(path(organization, "routes"), """
                        {"name":"models","hosts":["Models.example.com"],"path":"%s/","upstreams":["http://127.0.0.1:9000/"],
                         "cors":{"allowedOrigins":["https://app.example.com"]},"timeouts":{"response":"PT30S"}}
                        """.formatted(path)).expect(201);

        assertEquals("[\"models.example.com\"]", field(made, "hosts"));
        assertEquals(path, made.text("path"));
        assertEquals("prefix", made.text("pathKind"));
        assertEquals("text", made.text("dialect"));
        assertEquals("[\"http://127.0.0.1:9000\"]", field(made, "upstreams"));
        assertEquals("{\"response\":\"PT30S\"}", field(made, "timeouts"));
        assertEquals("PT10M", made.json().at("/cors/maxAge").asString());
        assertEquals(
                made.text("id"),
                api.get(path(organization, "routes"))
                        .expect(200)
                        .json()
                        .at("/items/0/id")
                        .asString());
    }

    /// What is wrong is named by its field.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upstreams | []
            upstreams | ["ftp://x"]
            hosts     | ["a b"]
            hosts     | ["*"]
            hosts     | ["a\\u0000.example.com"]
            path      | "/a\\u0000"
            upstreams | ["http://a/\\u0000"]
            cors      | {"allowedOrigins":["*"],"exposedHeaders":["a\\u0000"]}
            name      | "a\\u0000"
            path      | "v1"
            path      | "/a/../b"
            path      | "/a?b"
            pathKind  | "regex"
            dialect   | "xml"
            cors      | {}
            cors      | {"allowedOrigins":["*"],"allowCredentials":true}
            cors      | {"allowedOrigins":["example.com"]}
            timeouts  | {"response":"30s"}
            timeouts  | {"connect":"PT1S"}
            """)
    void createRoute_wrong_isRefused(String field, String value) {
        Organization organization = organization();
        String upstreams = field.equals("upstreams") ? "" : ",\"upstreams\":[\"http://127.0.0.1:9000\"]";

        Answer answer = api.post(
                        path(organization, "routes"),
                        (field.equals("name") ? "{\"" : "{\"name\":\"r\",\"") + field + "\":" + value + upstreams + "}")
                .expectProblem(400, "request.invalid");

        assertEquals(List.of(field), answer.wrongFields());
    }

    /// A policy says what it reads, and warns when requests without a key pass (S1.9, S1.15).
    @Test
    void createPolicy_answersItWhole() {
        Organization organization = organization();

        Answer gateway =
                api.post(path(organization, "policies"), "{\"name\":\"all\"}").expect(201);
        Answer replaced =
                api.put(path(organization, "policies", gateway.text("id")), """
                        {"name":"all","mode":"optional","keys":{"matchLabels":{"team":"payments"}},
                         "locations":[{"header":{"name":"X-Key"}},{"queryParameter":{"name":"api_key"}}]}
                        """).expect(200);

        assertEquals("null", gateway.text("route"));
        assertEquals("strict", gateway.text("mode"));
        assertEquals("[{\"header\":{\"name\":\"authorization\",\"scheme\":\"Bearer\"}}]", field(gateway, "locations"));
        assertEquals("[]", field(gateway, "warnings"));
        assertEquals("[\"Unauthenticated requests pass.\"]", field(replaced, "warnings"));
        assertEquals(
                "[{\"header\":{\"name\":\"x-key\"}},{\"queryParameter\":{\"name\":\"api_key\"}}]",
                field(replaced, "locations"));
        assertEquals("{\"matchLabels\":{\"team\":\"payments\"}}", field(replaced, "keys"));
    }

    /// A target has one policy, and a deleted route takes its policy with it (S1.18).
    @Test
    void deleteRoute_takesItsPolicyAlong() {
        Organization organization = organization();
        String route = api.post(path(organization, "routes"), """
                        {"name":"r","path":"/%s","upstreams":["http://127.0.0.1:9000"]}
                        """.formatted(organization.slug()))
                .expect(201)
                .text("id");
        String body = "{\"name\":\"%s\",\"route\":\"" + route + "\"}";
        api.post(path(organization, "policies"), body.formatted("one")).expect(201);

        api.post(path(organization, "policies"), body.formatted("two")).expectProblem(409, "policy.target-taken");
        api.delete(path(organization, "routes", route)).expect(200);

        assertEquals("[]", field(api.get(path(organization, "policies")).expect(200), "items"));
        api.post(path(organization, "policies"), body.formatted("two")).expectProblem(404, "resource.not-found");
    }

    /// What a policy reads and takes is checked when it is saved.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mode      | "lax"
            locations | []
            locations | [{"header":{"name":"Host"}}]
            locations | [{"header":{"name":"a b"}}]
            locations | [{"cookie":{"name":"a"},"header":{"name":"b"}}]
            locations | [{"cookie":{"name":"a","scheme":"b"}}]
            keys      | {}
            keys      | {"names":[]}
            keys      | {"names":null}
            keys      | {"names":["a\\u0000b"]}
            keys      | {"names":["good","\\ud800"]}
            keys      | {"names":["  "]}
            keys      | {"matchLabels":{"a":"b\\u0000"}}
            locations | [{"header":{"name":"a\\u0000"}}]
            locations | [{"header":{"name":"a","scheme":"b\\u0000"}}]
            keys      | {"matchLabels":{}}
            keys      | {"names":["a"],"matchLabels":{"b":"c"}}
            """)
    void createPolicy_wrong_isRefused(String field, String value) {
        Organization organization = organization();

        Answer answer = api.post(path(organization, "policies"), "{\"name\":\"p\",\"" + field + "\":" + value + "}")
                .expectProblem(400, "request.invalid");

        assertEquals(List.of(field), answer.wrongFields());
    }

    /// Names of keys are kept as those of keys are: trimmed, in one form of Unicode, so that they find them.
    @Test
    void createPolicy_names_areAsKeysAreNamed() {
        Organization organization = organization();

        Answer policy = api.post(
                        path(organization, "policies"), "{\"name\":\"p\",\"keys\":{\"names\":[\" Cafe\\u0301 \"]}}")
                .expect(201);

        assertEquals("[\"Caf\u00e9\"]", policy.json().at("/keys/names").toString());
    }

    /// A deployment's CORS policy is told, and none when there is none.
    @Test
    void deploy_withCors_answersIt() {
        Organization organization = organization();
        deployed(organization, "bot");

        Answer answer = api.post(path(organization, "agents", "bot", "deployments"), """
                        {"environment":"production","cors":{"allowedOrigins":["*"],"allowedMethods":["PUT"]}}
                        """)
                .expect(201);

        assertEquals("[\"*\"]", answer.json().at("/cors/allowedOrigins").toString());
        assertTrue(api.post(path(organization, "agents", "bot", "deployments"), "{\"environment\":\"production\"}")
                .expect(201)
                .fields()
                .contains("cors"));
    }

    private static String field(Answer answer, String field) {
        return answer.json().required(field).toString();
    }
}
