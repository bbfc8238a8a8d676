package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.key.Scope;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What the fields of keys may hold besides names.
final class KeyFields {
    static final FieldType<Labels> LABELS = new FieldType<>(KeyFields::labels, Labels.REMEDY);

    static final FieldType<List<Scope>> SCOPES = FieldType.list(Scope::parse, Scope.MAX_COUNT, Scope.REMEDY);

    static final FieldType<List<DomainPattern>> DOMAINS =
            FieldType.list(DomainPattern::parse, KeyRestrictions.MAX_ENTRIES, DomainPattern.REMEDY);

    static final FieldType<List<AddressRange>> ADDRESSES =
            FieldType.list(AddressRange::parse, KeyRestrictions.MAX_ENTRIES, AddressRange.REMEDY);

    static final FieldType<List<RateLimit>> LIMITS = new FieldType<>(
            KeyFields::limits,
            "give a list of at most " + RateLimit.MAX_COUNT
                    + " limits such as {\"name\":\"minute\",\"requests\":60,\"window\":\"PT1M\"}, each with a name of its"
                    + " own; " + RateLimit.REMEDY);

    static final FieldType<List<RouteId>> ROUTES = new FieldType<>(
            node -> FieldType.elements(
                            node,
                            64,
                            element -> element.isString() ? RouteId.parse(element.stringValue()) : Optional.empty())
                    .filter(routes -> !routes.isEmpty()),
            "give the ids of 1 to 64 routes of the organization");

    private KeyFields() {}

    private static Optional<Labels> labels(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> label : node.properties()) {
            if (!label.getValue().isString()) {
                return Optional.empty();
            }
            values.put(label.getKey(), label.getValue().stringValue());
        }
        return Labels.areValid(values) ? Optional.of(Labels.of(values)) : Optional.empty();
    }

    private static Optional<List<RateLimit>> limits(JsonNode node) {
        return FieldType.elements(node, RateLimit.MAX_COUNT, KeyFields::limit)
                .filter(limits ->
                        limits.stream().map(RateLimit::name).distinct().count() == limits.size());
    }

    private static Optional<RateLimit> limit(JsonNode node) {
        if (!node.isObject() || !Set.copyOf(node.propertyNames()).equals(Set.of("name", "requests", "window"))) {
            return Optional.empty();
        }
        JsonNode name = node.get("name");
        JsonNode requests = node.get("requests");
        JsonNode window = node.get("window");
        return name.isString() && requests.isIntegralNumber() && requests.canConvertToLong() && window.isString()
                ? duration(window.stringValue())
                        .flatMap(length -> RateLimit.of(name.stringValue(), requests.longValue(), length))
                : Optional.empty();
    }

    /// An ISO 8601 duration.
    static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException notADuration) {
            return Optional.empty();
        }
    }
}
