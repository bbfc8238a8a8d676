package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the control plane answered.
record Answer(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    JsonNode json() {
        return JSON.readTree(body);
    }

    /// The text of a field of the body; `null` as text when it is null.
    String text(String field) {
        JsonNode value = json().required(field);
        return value.isNull() ? "null" : value.asString();
    }

    /// The fields of the body, in order.
    List<String> fields() {
        return List.copyOf(json().propertyNames());
    }

    /// The header, which must be there once.
    String header(String name) {
        List<String> values = headers.allValues(name);
        assertEquals(1, values.size(), () -> name + " in " + headers.map());
        return values.getFirst();
    }

    /// The same answer, when it has that status.
    Answer expect(int expected) {
        assertEquals(expected, status, body);
        return this;
    }

    /// The same answer, when it is that problem, with all that a problem must have.
    Answer expectProblem(int expected, String code) {
        expect(expected);
        assertEquals("application/problem+json", header("Content-Type"));
        assertEquals(code, text("code"), body);
        assertEquals("https://ostiary.dev/errors/" + code, text("type"));
        assertEquals(expected, json().required("status").intValue());
        assertEquals(header("X-Request-Id"), text("requestId"));
        return this;
    }

    /// The fields that a problem says are wrong.
    List<String> wrongFields() {
        return json().required("errors")
                .valueStream()
                .map(error -> error.required("field").asString())
                .toList();
    }

    /// The body without its request id: two answers that must not be told apart have the same.
    String bodyButForRequestId() {
        return body.replace(header("X-Request-Id"), "");
    }
}
