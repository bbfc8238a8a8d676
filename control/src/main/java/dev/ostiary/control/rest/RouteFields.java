package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the fields of routes and policies may hold.
final class RouteFields {
    private static final int MAX_NAMES = 256;

    static final FieldType<List<DomainPattern>> HOSTS = FieldType.list(DomainPattern::parse, 64, DomainPattern.REMEDY);

    static final FieldType<String> PATH = FieldType.text(RouteFields::path, RouteMatch.PATH_REMEDY);

    static final FieldType<RouteMatch.PathKind> PATH_KIND =
            FieldType.text(text -> Words.of(RouteMatch.PathKind.class, text), "give prefix or exact");

    static final FieldType<List<UpstreamUrl>> UPSTREAMS =
            FieldType.list(UpstreamUrl::parse, RouteSettings.MAX_UPSTREAMS, UpstreamUrl.REMEDY);

    static final FieldType<RefusalDialect> DIALECT =
            FieldType.text(text -> Words.of(RefusalDialect.class, text), "give text or problem");

    static final FieldType<AccessMode> MODE =
            FieldType.text(text -> Words.of(AccessMode.class, text), "give strict, optional or permissive");

    static final FieldType<CorsPolicy> CORS = new FieldType<>(
            RouteFields::cors,
            "give allowedOrigins and, if wanted, allowedMethods, allowedHeaders, exposedHeaders, allowCredentials,"
                    + " maxAge: " + CorsPolicy.REMEDY);

    static final FieldType<RouteTimeouts> TIMEOUTS =
            new FieldType<>(RouteFields::timeouts, "give any of response, idle, request: " + RouteTimeouts.REMEDY);

    static final FieldType<List<Location>> LOCATIONS = new FieldType<>(
            node -> FieldType.elements(node, PolicySettings.MAX_LOCATIONS, RouteFields::location)
                    .filter(locations -> !locations.isEmpty()),
            "give a list of 1 to " + PolicySettings.MAX_LOCATIONS + " such as {\"header\":{\"name\":\"Authorization\","
                    + "\"scheme\":\"Bearer\"}}, {\"header\":{\"name\":\"X-API-Key\"}}, {\"queryParameter\":{\"name\":"
                    + "\"api_key\"}}, {\"cookie\":{\"name\":\"session\"}}, {\"bodyField\":{\"name\":\"api_key\"}}");

    static final FieldType<KeySelection> KEYS = new FieldType<>(
            RouteFields::keys,
            "give {\"names\":[…]} with 1 to " + MAX_NAMES
                    + " names of keys or {\"matchLabels\":{…}}, or leave it out for all keys of the organization");

    private RouteFields() {}

    /// The settings of a policy; what is left out is as it is by default.
    static PolicySettings policy(
            Optional<AccessMode> mode, Optional<List<Location>> locations, Optional<KeySelection> keys) {
        return new PolicySettings(
                mode.orElse(PolicySettings.DEFAULT.mode()),
                locations.orElse(PolicySettings.DEFAULT.locations()),
                keys.orElse(PolicySettings.DEFAULT.keys()));
    }

    private static Optional<String> path(String text) {
        try {
            return Optional.of(new RouteMatch(List.of(), text, RouteMatch.PathKind.PREFIX).path());
        } catch (IllegalArgumentException notAPath) {
            return Optional.empty();
        }
    }

    private static Optional<CorsPolicy> cors(JsonNode node) {
        Set<String> known = Set.of(
                "allowedOrigins", "allowedMethods", "allowedHeaders", "exposedHeaders", "allowCredentials", "maxAge");
        if (!hasOnly(node, known)) {
            return Optional.empty();
        }
        Optional<List<String>> origins = texts(node.get("allowedOrigins"));
        Optional<List<String>> methods = texts(node.get("allowedMethods"));
        Optional<List<String>> headers = texts(node.get("allowedHeaders"));
        Optional<List<String>> exposed = texts(node.get("exposedHeaders"));
        Optional<Duration> maxAge =
                node.has("maxAge") ? duration(node.get("maxAge")) : Optional.of(Duration.ofMinutes(10));
        JsonNode credentials = node.get("allowCredentials");
        if (origins.isEmpty()
                || methods.isEmpty()
                || headers.isEmpty()
                || exposed.isEmpty()
                || maxAge.isEmpty()
                || credentials != null && !credentials.isBoolean()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CorsPolicy(
                    origins.get(),
                    methods.get(),
                    headers.get(),
                    exposed.get(),
                    credentials != null && credentials.booleanValue(),
                    maxAge.get()));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<RouteTimeouts> timeouts(JsonNode node) {
        Set<String> known = Set.of("response", "idle", "request");
        if (!hasOnly(node, known)) {
            return Optional.empty();
        }
        for (String name : known) {
            if (isGiven(node.get(name)) && duration(node.get(name)).isEmpty()) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new RouteTimeouts(
                    duration(node.get("response")), duration(node.get("idle")), duration(node.get("request"))));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<Location> location(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return Optional.empty();
        }
        String kind = node.propertyNames().iterator().next();
        JsonNode inner = node.get(kind);
        String word = switch (kind) {
            case "queryParameter" -> "query";
            case "bodyField" -> "body";
            case "header", "cookie" -> kind;
            default -> "";
        };
        boolean isHeader = word.equals("header");
        if (!hasOnly(inner, isHeader ? Set.of("name", "scheme") : Set.of("name")) || !isText(inner.get("name"))) {
            return Optional.empty();
        }
        if (inner.get("name").stringValue().indexOf(' ') >= 0) {
            return Optional.empty();
        }
        JsonNode scheme = inner.get("scheme");
        if (isGiven(scheme) && !isText(scheme)) {
            return Optional.empty();
        }
        String end = isGiven(scheme) ? " " + scheme.stringValue() : "";
        return Location.parse(word + " " + inner.get("name").stringValue() + end);
    }

    private static Optional<KeySelection> keys(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return Optional.empty();
        }
        if (node.has("names")) {
            return FieldType.elements(node.get("names"), MAX_NAMES, RouteFields::keyName)
                    .filter(names -> !names.isEmpty())
                    .map(names -> new KeySelection.Named(Set.copyOf(names)));
        }
        return Optional.ofNullable(node.get("matchLabels"))
                .flatMap(KeyFields.LABELS.reader())
                .filter(labels -> !labels.values().isEmpty())
                .map(KeySelection.Labelled::new);
    }

    /// As the names of keys are kept, so that what is asked for in another form of Unicode is found.
    private static Optional<String> keyName(JsonNode node) {
        return Fields.NAME.reader().apply(node).map(DisplayName::value);
    }

    private static boolean hasOnly(@Nullable JsonNode node, Set<String> known) {
        return node != null && node.isObject() && known.containsAll(node.propertyNames());
    }

    private static boolean isGiven(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }

    private static boolean isText(@Nullable JsonNode node) {
        return node != null && node.isString();
    }

    private static Optional<List<String>> texts(@Nullable JsonNode node) {
        return node == null || node.isNull()
                ? Optional.of(List.of())
                : FieldType.elements(
                        node,
                        256,
                        element -> element.isString() ? Optional.of(element.stringValue()) : Optional.empty());
    }

    private static Optional<Duration> duration(@Nullable JsonNode node) {
        return node != null && node.isString() ? KeyFields.duration(node.stringValue()) : Optional.empty();
    }
}
