package dev.ostiary.core.route;

import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.precondition.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the audit trail says of routes and policies.
final class RouteDetails {
    private RouteDetails() {}

    static Map<String, String> of(Route route) {
        RouteSettings settings = route.settings();
        Map<String, String> details = new TreeMap<>();
        details.put("name", route.name().value());
        details.put("hosts", texts(settings.match().hosts()));
        details.put("path", settings.match().kind() + " " + settings.match().path());
        details.put("stripsPath", Boolean.toString(settings.stripsPath()));
        details.put("upstreams", texts(settings.upstreams()));
        details.put("dialect", settings.dialect().name());
        put(details, "cors", settings.cors());
        put(details, "responseTimeout", settings.timeouts().response());
        put(details, "idleTimeout", settings.timeouts().idle());
        put(details, "requestTimeout", settings.timeouts().request());
        return details;
    }

    static Map<String, String> of(Policy policy) {
        Map<String, String> details = new TreeMap<>();
        details.put("name", policy.name().value());
        details.put("target", policy.route().map(Object::toString).orElse("gateway"));
        details.put("mode", policy.settings().mode().name());
        details.put("locations", texts(policy.settings().locations()));
        details.put("keys", policy.settings().keys().toString());
        return details;
    }

    static Version version(Route route) {
        return Version.of(route.id().value(), route.changed(), of(route));
    }

    static Version version(Policy policy) {
        Map<String, String> details = of(policy);
        if (policy.settings().keys() instanceof KeySelection.Named(Set<String> names)) {
            // A set's own order is another one on every node.
            details.put("keys", new TreeSet<>(names).toString());
        }
        return Version.of(policy.id().value(), policy.changed(), details);
    }

    private static void put(Map<String, String> details, String field, Optional<?> value) {
        value.ifPresent(present -> details.put(field, present.toString()));
    }

    private static String texts(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining("; "));
    }
}
