package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The description of the API at `/api/v1/openapi.json`.
class OpenApiIT extends ControlIT {
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#(/[^\"]*)\"");

    private final Answer answer = api.anonymous().get("/api/v1/openapi.json").expect(200);
    private final JsonNode document = answer.json();

    @Test
    void document_isOpenApi31() {
        assertEquals("application/json", answer.header("Content-Type"));
        assertTrue(answer.text("openapi").startsWith("3.1."));
        assertEquals("1.2.3", document.at("/info/version").asString());
        assertEquals("/", document.at("/servers/0/url").asString());
        assertEquals(
                "bearer",
                document.at("/components/securitySchemes/managementKey/scheme").asString());
        assertEquals(
                "[{\"managementKey\":[]},{\"session\":[]}]",
                document.required("security").toString());
    }

    /// The same text from another start, on another port.
    @Test
    void document_isStable() {
        try (ControlFixture other = new ControlFixture()) {
            assertEquals(
                    answer.body(),
                    other.api.get("/api/v1/openapi.json").expect(200).body());
        }
        assertFalse(answer.body().contains(Integer.toString(plane.control.url().getPort())));
    }

    @Test
    void references_leadSomewhere() {
        List<String> references = REFERENCE
                .matcher(answer.body())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();

        assertTrue(references.size() > 20);
        for (String reference : references) {
            assertFalse(document.at(reference).isMissingNode(), reference);
        }
    }

    /// Each has a name of its own, says what it does, stands under a described tag, and tells how it refuses.
    @Test
    void operations_areComplete() {
        Set<String> tags = document.required("tags")
                .valueStream()
                .peek(tag -> assertTrue(tag.has("description")))
                .map(tag -> tag.required("name").asString())
                .collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        document.required("paths")
                .forEach(path -> path.forEach(operation -> {
                    String name = operation.required("operationId").asString();
                    assertTrue(names.add(name), name);
                    assertFalse(operation.required("summary").asString().isEmpty(), name);
                    assertTrue(tags.contains(operation.at("/tags/0").asString()), name);
                    if (operation.has("parameters")) {
                        operation
                                .required("parameters")
                                .forEach(parameter -> assertTrue(
                                        parameter.has("$ref") || parameter.has("description"), () -> name + parameter));
                    }
                    if (!operation.has("security")) {
                        Set<String> statuses =
                                new TreeSet<>(operation.required("responses").propertyNames());
                        assertTrue(statuses.containsAll(List.of("400", "401", "500", "503")), name + statuses);
                        operation
                                .required("responses")
                                .propertyStream()
                                .filter(response -> response.getKey().charAt(0) >= '4')
                                .forEach(response -> assertTrue(
                                        response.getValue().at("/content").has("application/problem+json"), name));
                    }
                }));
    }

    /// Every code that a problem can have is shown, as it is.
    @Test
    void problems_areShown() {
        JsonNode examples = document.at("/components/examples");

        assertEquals(
                Arrays.stream(ProblemCode.values()).map(ProblemCode::code).collect(Collectors.toSet()),
                Set.copyOf(examples.propertyNames()));
        Answer refused = api.anonymous().get("/api/v1/status").expect(401);
        JsonNode shown = examples.required("credential.missing").required("value");
        assertEquals(List.copyOf(shown.propertyNames()), refused.fields());
        assertEquals(shown.required("detail").asString(), refused.text("detail"));
    }

    /// Requests take no field that is not described; answers have every field that is.
    @Test
    void schemas_areStrict() {
        document.at("/components/schemas").propertyStream().forEach(schema -> {
            JsonNode described = schema.getValue();
            String name = schema.getKey();
            assertTrue(described.has("properties"), () -> name + described);
            described
                    .required("properties")
                    .propertyStream()
                    .forEach(property -> assertTrue(
                            property.getValue().has("$ref")
                                    || property.getValue().has("description"),
                            () -> name + "." + property.getKey()));
            boolean isRequest = described.has("additionalProperties");
            assertEquals(isRequest, name.startsWith("New") || name.equals("Renaming") || name.endsWith("Edit"), name);
        });
        assertEquals(
                "[\"string\",\"null\"]",
                document.at("/components/schemas/NewKey/properties/expiresAt/type")
                        .toString());
        assertEquals(
                "\"string\"",
                document.at("/components/schemas/AgentEdit/properties/name/type")
                        .toString());
        assertEquals(
                "[\"string\",\"null\"]",
                document.at("/components/schemas/Key/properties/revokedAt/type").toString());
    }

    /// A secret is in the answers to making and to rotating a key, to issuing a test key and to making a management
    /// key, and in none else (S4.6).
    @Test
    void secret_isInFewAnswers() {
        List<String> holders = document.at("/components/schemas")
                .propertyStream()
                .filter(schema -> schema.getValue().required("properties").has("secret"))
                .map(Map.Entry::getKey)
                .toList();

        assertEquals(List.of("IssuedKey", "IssuedManagementKey", "IssuedTestKey"), holders);
        assertEquals(2, answer.body().split("#/components/schemas/IssuedKey\"", -1).length - 1);
        assertEquals(1, answer.body().split("#/components/schemas/IssuedTestKey\"", -1).length - 1);
    }
}
