package dev.ostiary.control.openapi;

import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.CallKind;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How those values of `core` look in JSON that are objects there.
final class ObjectSchemas {
    private ObjectSchemas() {}

    static Schema<Object> rateLimit() {
        return object(
                Map.of(
                        "name", text("minute"),
                        "requests", number(60),
                        "window", duration("PT1M")),
                "name",
                "requests",
                "window");
    }

    static Schema<Object> costs() {
        Map<String, Schema<Object>> costs = new LinkedHashMap<>();
        for (CallKind kind : CallKind.values()) {
            Schema<Object> cost = number(kind == CallKind.LLM ? 5 : 1);
            cost.setMinimum(BigDecimal.ZERO);
            cost.setMaximum(BigDecimal.valueOf(CallCosts.MAX));
            costs.put(kind.text(), cost);
        }
        return object(costs);
    }

    static Schema<Object> location() {
        Schema<Object> schema = object(Map.of(
                "header",
                        object(
                                Map.of(
                                        "name", text("Authorization"),
                                        "scheme", text("Bearer")),
                                "name"),
                "queryParameter", named("api_key"),
                "cookie", named("session"),
                "bodyField", named("api_key")));
        schema.setMinProperties(1);
        schema.setMaxProperties(1);
        return schema;
    }

    static Schema<Object> keySelection() {
        Schema<Object> schema = object(Map.of("names", texts("first"), "matchLabels", ValueSchemas.labels()));
        schema.setMinProperties(1);
        schema.setMaxProperties(1);
        return schema;
    }

    static Schema<Object> cors() {
        return object(
                Map.of(
                        "allowedOrigins", texts("https://app.example.com"),
                        "allowedMethods", texts("PUT"),
                        "allowedHeaders", texts("x-api-key"),
                        "exposedHeaders", texts("x-ostiary-request-id"),
                        "allowCredentials", flag(),
                        "maxAge", duration("PT10M")),
                "allowedOrigins");
    }

    static Schema<Object> timeouts() {
        return object(Map.of("response", duration("PT30S"), "idle", duration("PT5M"), "request", duration("PT1H")));
    }

    /// A key that was made elsewhere.
    static Schema<Object> importedKey() {
        Map<String, Schema<Object>> properties = new TreeMap<>(Map.of(
                "name", text("legacy 1"),
                "description", text("from the old portal"),
                "key", text("4f1c9a7e-0d55-4d0b-9a60-0a9f6f2f9f11"),
                "sha256", text("4c806362b613f7496abf284146efd31da90e4b16169fe001841ca17290f427c4"),
                "mask", text("4f1c••••••••9f11"),
                "agent", text("support-bot"),
                "environment", text("production"),
                "expiresAt", text("2030-01-31T00:00:00Z")));
        properties.put("routes", texts("rte_01kj3x5v9rn2c8q4w6t0ya7mze"));
        properties.put("labels", ValueSchemas.ofTypes("object"));
        properties.put("scopes", texts("GET /v1/models/*"));
        properties.put("domains", texts("*.example.com"));
        properties.put("addresses", texts("10.0.0.0/8"));
        Schema<Object> limits = ValueSchemas.ofTypes("array");
        limits.setItems(ValueSchemas.ofTypes("object"));
        properties.put("limits", limits);
        return object(properties, "name");
    }

    private static Schema<Object> named(String example) {
        return object(Map.of("name", text(example)), "name");
    }

    private static Schema<Object> texts(String example) {
        Schema<Object> schema = ValueSchemas.ofTypes("array");
        schema.setItems(text(example));
        return schema;
    }

    static Schema<Object> duration(String example) {
        Schema<Object> schema = text(example);
        schema.setFormat("duration");
        return schema;
    }

    private static Schema<Object> text(String example) {
        Schema<Object> schema = ValueSchemas.text();
        schema.setExample(example);
        return schema;
    }

    private static Schema<Object> number(long example) {
        Schema<Object> schema = ValueSchemas.number();
        schema.setExample(example);
        return schema;
    }

    private static Schema<Object> flag() {
        Schema<Object> schema = ValueSchemas.ofTypes("boolean");
        schema.setExample(false);
        return schema;
    }

    private static Schema<Object> object(Map<String, Schema<Object>> properties, String... required) {
        Schema<Object> schema = ValueSchemas.ofTypes("object");
        properties.forEach(schema::addProperty);
        schema.setRequired(List.of(required));
        schema.setAdditionalProperties(false);
        return schema;
    }
}
