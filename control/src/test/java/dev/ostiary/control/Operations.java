package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.authority.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The operations that the description of the API lists, as things to call.
final class Operations {
    /// A body that would do, by operation; one that is missing here fails the walk, so none is forgotten.
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry(
                    "createAccount",
                    "{\"email\":\"walk-{call}@example.com\",\"name\":\"Walk\",\"password\":\"several plain words\"}"),
            Map.entry("editAccount", "{\"name\":\"Walk\"}"),
            Map.entry("resetPassword", "{\"password\":\"other plain words\"}"),
            Map.entry("signIn", "{\"email\":\"walk@example.com\",\"password\":\"several plain words\"}"),
            Map.entry(
                    "setUp",
                    "{\"token\":\"x\",\"email\":\"walk@example.com\",\"name\":\"Walk\",\"password\":\"several plain words\"}"),
            Map.entry(
                    "changePassword",
                    "{\"currentPassword\":\"several plain words\",\"password\":\"other plain words\"}"),
            Map.entry("addPasskey", "{\"name\":\"phone\",\"credential\":{}}"),
            Map.entry("signInWithPasskey", "{\"credential\":{}}"),
            Map.entry(
                    "createIdentityProvider",
                    "{\"name\":\"walk-{call}\",\"issuer\":\"https://id.example.com\",\"clientId\":\"x\",\"clientSecret\":\"x\"}"),
            Map.entry(
                    "replaceIdentityProvider",
                    "{\"name\":\"walk-{call}\",\"issuer\":\"http://127.0.0.1:1\",\"clientId\":\"x\"}"),
            Map.entry("createOrganization", "{\"slug\":\"made-by-walk\"}"),
            Map.entry("renameOrganization", "{\"name\":\"renamed\"}"),
            Map.entry("createEnvironment", "{\"slug\":\"made-by-walk\"}"),
            Map.entry("renameEnvironment", "{\"name\":\"renamed\"}"),
            Map.entry("createPlan", "{\"slug\":\"made-by-walk-{call}\",\"credits\":100,\"costs\":{\"llm\":5}}"),
            Map.entry("editPlan", "{\"name\":\"renamed\"}"),
            Map.entry("setOrganizationPlan", "{\"plan\":null}"),
            Map.entry("grantCredits", "{\"credits\":100}"),
            Map.entry("setKeyCredits", "{\"left\":100}"),
            Map.entry("createProject", "{\"slug\":\"made-by-walk\"}"),
            Map.entry("renameProject", "{\"name\":\"renamed\"}"),
            Map.entry("editDeploymentSettings", "{\"keySecurity\":false,\"headers\":{\"X-Team\":\"a\"}}"),
            Map.entry("rollBackDeployment", "{}"),
            Map.entry("changeMemberRole", "{\"role\":\"developer\"}"),
            Map.entry("acceptInvitation", "{\"token\":\"of-nobody\"}"),
            Map.entry(
                    "acceptInvitationAnew",
                    "{\"token\":\"of-nobody\",\"name\":\"Walk\",\"password\":\"several plain words\"}"),
            Map.entry("createInvitation", "{\"email\":\"walk@example.com\",\"role\":\"viewer\"}"),
            Map.entry("createManagementKey", "{\"name\":\"walk\",\"permissions\":[\"keys.read\"]}"),
            Map.entry("createInstallationKey", "{\"name\":\"walk\",\"role\":\"viewer\"}"),
            Map.entry("createAgent", "{\"slug\":\"made-by-walk\"}"),
            Map.entry("editAgent", "{\"name\":\"renamed\"}"),
            Map.entry("deployAgent", "{\"environment\":\"production\"}"),
            Map.entry("createKey", "{\"name\":\"made-by-walk\"}"),
            Map.entry("editKey", "{\"name\":\"renamed\"}"),
            Map.entry("rotateKey", "{\"grace\":\"PT1H\"}"),
            Map.entry("setKeyPolicy", "{\"mostLiveKeys\":100}"),
            Map.entry("importKeys", "{\"keys\":[{\"name\":\"made-by-walk\",\"key\":\"made-elsewhere-{call}\"}]}"),
            Map.entry("identifyKey", "{\"text\":\"sk_ost_abcd…wxyz\"}"),
            Map.entry("revokeKeys", "{\"token\":\"{token}\"}"),
            Map.entry(
                    "createRoute",
                    "{\"name\":\"made-by-walk\",\"path\":\"/walk-{call}\",\"upstreams\":[\"http://127.0.0.1:9000\"]}"),
            Map.entry(
                    "replaceRoute",
                    "{\"name\":\"renamed\",\"path\":\"/walk-{call}\",\"upstreams\":[\"http://127.0.0.1:9000\"]}"),
            Map.entry("createProviderKey", "{\"name\":\"made-by-walk\",\"value\":\"example-provider-key-value\"}"),
            Map.entry("editProviderKey", "{\"name\":\"renamed\"}"),
            Map.entry("createPolicy", "{\"name\":\"made-by-walk\"}"),
            Map.entry("replacePolicy", "{\"name\":\"renamed\"}"));

    /// Changes of which no gateway has to learn.
    private static final Set<String> WITHOUT_NODES = Set.of(
            "createAccount",
            "disableAccount",
            "enableAccount",
            "resetPassword",
            "editAccount",
            "removeAccountPasskey",
            "removeAccountIdentity",
            "createIdentityProvider",
            "replaceIdentityProvider",
            "deleteIdentityProvider",
            "testIdentityProvider");

    private static final AtomicInteger CALLS = new AtomicInteger();

    private final JsonNode document;
    private final List<Operation> all;

    private Operations(JsonNode document, List<Operation> all) {
        this.document = document;
        this.all = all;
    }

    static Operations of(JsonNode document) {
        List<Operation> all = new ArrayList<>();
        document.required("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(method -> all.add(Operation.of(path.getKey(), method.getKey(), method.getValue()))));
        return new Operations(document, List.copyOf(all));
    }

    /// Holds an answer of success to the fields that are described: none is missing, and no other is there.
    void assertAsDescribed(Operation operation, Answer answer) {
        JsonNode described = document.required("paths")
                .required(operation.path())
                .required(operation.method().toLowerCase(Locale.ROOT))
                .required("responses")
                .required(Integer.toString(answer.status()));
        String reference =
                described.at("/content/application~1json/schema/$ref").asString();
        JsonNode schema = document.at(reference.substring(1));
        Set<String> fields = Set.copyOf(answer.fields());
        Set<String> required = schema.required("required")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
        assertTrue(schema.required("properties").propertyNames().containsAll(fields), reference + fields);
        assertTrue(fields.containsAll(required), reference + fields);
        schema.required("properties")
                .propertyStream()
                .filter(property -> answer.json().has(property.getKey()))
                .forEach(property ->
                        assertType(property.getValue(), answer.json().required(property.getKey()), reference));
    }

    private static void assertType(JsonNode schema, JsonNode value, String where) {
        if (schema.has("type")) {
            String type = value.isNull()
                    ? "null"
                    : value.isIntegralNumber()
                            ? "integer"
                            : value.getNodeType().name().toLowerCase(Locale.ROOT);
            assertTrue(schema.required("type").toString().contains("\"" + type + "\""), where + schema + value);
        }
    }

    /// Whether success is one JSON document.
    boolean isAnsweredInJson(Operation operation) {
        return document.required("paths")
                .required(operation.path())
                .required(operation.method().toLowerCase(Locale.ROOT))
                .toString()
                .contains("\"application/json\"");
    }

    Stream<Operation> all() {
        return all.stream();
    }

    /// Those that a management key opens.
    Stream<Operation> guarded() {
        return all().filter(operation -> !operation.isOpen() && !operation.isForPeople());
    }

    /// Those that only a session opens.
    Stream<Operation> forPeople() {
        return all().filter(Operation::isForPeople);
    }

    /// Those of the guarded that change what gateways obey.
    Stream<Operation> changes() {
        return guarded()
                .filter(operation -> !operation.method().equals("GET"))
                .filter(operation -> !WITHOUT_NODES.contains(operation.id()));
    }

    /// Those that are about something in an organization.
    Stream<Operation> inOrganization() {
        return guarded().filter(operation -> operation.path().contains("{org}"));
    }

    /// One operation.
    ///
    /// @param permission the permission that it says it takes; empty for none
    /// @param statuses the statuses it is described to answer with
    record Operation(
            String id,
            String method,
            String path,
            boolean isOpen,
            Optional<Permission> permission,
            boolean isForPeople,
            @Nullable String body,
            Set<String> statuses) {
        static Operation of(String path, String method, JsonNode described) {
            String id = described.required("operationId").asString();
            String body = BODIES.get(id);
            if (described.has("requestBody") != (body != null)) {
                throw new AssertionError("a body for " + id);
            }
            boolean isOpen =
                    described.has("security") && described.required("security").isEmpty();
            return new Operation(
                    id,
                    method.toUpperCase(Locale.ROOT),
                    path,
                    isOpen,
                    Optional.ofNullable(described.get("x-permission"))
                            .map(name -> Permission.parse(name.asString()).orElseThrow()),
                    described.path("security").toString().equals("[{\"session\":[]}]"),
                    body,
                    Set.copyOf(described.required("responses").propertyNames()));
        }

        /// The path with those names in it.
        String pathTo(Map<String, String> names) {
            String filled = path;
            for (Map.Entry<String, String> name : names.entrySet()) {
                filled = filled.replace("{" + name.getKey() + "}", name.getValue());
            }
            return filled;
        }

        /// No two routes may match alike, wherever they are.
        private static @Nullable String distinct(@Nullable String body) {
            return body == null ? null : body.replace("{call}", Integer.toString(CALLS.incrementAndGet()));
        }

        Answer call(ApiClient client, Map<String, String> names) {
            String filled = body == null ? null : body.replace("{token}", names.getOrDefault("token", ""));
            Answer answer = client.send(method, pathTo(names), distinct(filled));
            if (!statuses.contains(Integer.toString(answer.status()))) {
                throw new AssertionError(id + " answers an undescribed " + answer.status() + ": " + answer.body());
            }
            return answer;
        }
    }
}
