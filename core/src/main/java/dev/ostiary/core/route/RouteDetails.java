package dev.ostiary.core.route;

import dev.ostiary.core.id.Slug;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the audit trail says of routes and policies.
final class RouteDetails {
    private RouteDetails() {}

    static Map<String, String> of(Slug name, RouteSettings settings) {
        Map<String, String> details = new TreeMap<>();
        details.put("name", name.value());
        details.put("hosts", texts(settings.match().hosts()));
        details.put("path", settings.match().kind() + " " + settings.match().path());
        details.put("upstreams", texts(settings.upstreams()));
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

    private static String texts(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining("; "));
    }
}
