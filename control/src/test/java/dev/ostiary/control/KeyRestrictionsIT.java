package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What narrows the use of a key, over REST (S2.5, S2.14, S4.9, G04).
class KeyRestrictionsIT extends ControlIT {
    private static final String RESTRICTED = """
            {"name":"k","labels":{"team":"payments"},"scopes":["POST,GET /v1/*"],"domains":["*.Example.com","bücher.example"],
             "addresses":["10.0.0.0/8","::ffff:192.0.2.1"],"limits":[{"name":"minute","requests":60,"window":"PT1M"}]}
            """;

    /// What was asked for is answered, in its normal form, at once and later.
    @Test
    void create_restricted_answersTheRestrictions() {
        Organization organization = organization();

        Answer made = api.post(path(organization, "keys"), RESTRICTED).expect(201);

        for (Answer answer : List.of(
                made, api.get(path(organization, "keys", made.text("id"))).expect(200))) {
            assertEquals("{\"team\":\"payments\"}", field(answer, "labels"));
            assertEquals("[\"GET,POST /v1/*\"]", field(answer, "scopes"));
            assertEquals("[\"*.example.com\",\"xn--bcher-kva.example\"]", field(answer, "domains"));
            assertEquals("[\"10.0.0.0/8\",\"192.0.2.1\"]", field(answer, "addresses"));
            assertEquals("[{\"name\":\"minute\",\"requests\":60,\"window\":\"PT1M\"}]", field(answer, "limits"));
        }
    }

    /// Each field is checked when it is saved, not when it is used (S2.5, G04).
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            domains   | ["https://example.com"]
            domains   | ["example.com:443"]
            domains   | ["*.com."]
            domains   | ["*"]
            domains   | "example.com"
            addresses | ["010.0.0.1"]
            addresses | ["10.0.0.0/33"]
            addresses | ["10.0.0.1/8"]
            addresses | ["fe80::1%eth0"]
            addresses | ["localhost"]
            scopes    | ["/v1"]
            scopes    | ["get /v1"]
            scopes    | ["GET /v1/**/x"]
            scopes    | ["GET /../x"]
            labels    | {"team":1}
            labels    | {"te am":"x"}
            limits    | [{"name":"minute","requests":0,"window":"PT1M"}]
            limits    | [{"name":"minute","requests":1,"window":"PT0.5S"}]
            limits    | [{"name":"minute","requests":1}]
            limits    | [{"name":"m","requests":1,"window":"PT1M"},{"name":"m","requests":2,"window":"PT1H"}]
            routes    | []
            routes    | ["rte_x"]
            """)
    void create_wrong_isRefused(String field, String value) {
        Organization organization = organization();

        Answer answer = api.post(path(organization, "keys"), "{\"name\":\"k\",\"" + field + "\":" + value + "}")
                .expectProblem(400, "request.invalid");

        assertEquals(List.of(field), answer.wrongFields());
    }

    /// An edit replaces what it names and leaves the rest; scopes become narrower or stay (A.11, S2.14).
    @Test
    void edit_replacesWhatItNames() {
        Organization organization = organization();
        String key = path(
                organization,
                "keys",
                api.post(path(organization, "keys"), RESTRICTED).expect(201).text("id"));

        Answer edited =
                api.patch(key, "{\"domains\":[],\"scopes\":[\"GET /v1/*\"]}").expect(200);

        assertEquals("[]", field(edited, "domains"));
        assertEquals("[\"GET /v1/*\"]", field(edited, "scopes"));
        assertEquals("[\"10.0.0.0/8\",\"192.0.2.1\"]", field(edited, "addresses"));
        api.patch(key, "{\"scopes\":[\"GET,POST /v1/*\"]}").expectProblem(409, "key.scope-wider");
        api.patch(key, "{\"scopes\":[]}").expectProblem(409, "key.scope-wider");
        assertEquals("[\"GET /v1/*\"]", field(api.get(key).expect(200), "scopes"));
    }

    /// A key can be for routes of its own organization, and not for another's.
    @Test
    void create_boundToRoutes_answersThem() {
        Organization organization = organization();
        Route route = plane.core.route(organization, organization.slug().value());
        String body = "{\"name\":\"k\",\"routes\":[\"" + route.id() + "\"]}";

        Answer made = api.post(path(organization, "keys"), body).expect(201);

        assertEquals("[\"" + route.id() + "\"]", field(made, "routes"));
        assertEquals("null", field(made, "agent"));
        api.post(path(organization(), "keys"), body).expectProblem(404, "resource.not-found");
    }

    private static String field(Answer answer, String field) {
        return answer.json().required(field).toString();
    }
}
