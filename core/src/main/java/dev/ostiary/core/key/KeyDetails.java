package dev.ostiary.core.key;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the audit trail says of a key: name, labels and restrictions as texts, those that are empty left out.
final class KeyDetails {
    private KeyDetails() {}

    static Map<String, String> of(ApiKey key) {
        Map<String, String> details = new TreeMap<>();
        details.put("name", key.name().value());
        put(details, "labels", key.labels().values().entrySet());
        put(details, "scopes", key.restrictions().scopes());
        put(details, "domains", key.restrictions().domains());
        put(details, "addresses", key.restrictions().addresses());
        put(
                details,
                "limits",
                key.restrictions().limits().stream()
                        .map(limit -> limit.name() + "=" + limit.requests() + " per " + limit.window())
                        .toList());
        return details;
    }

    /// What differs after a change: the values before it, as `nameBefore` and so on, and the names after it.
    static Map<String, String> of(ApiKey before, ApiKey after) {
        Map<String, String> old = of(before);
        Map<String, String> now = of(after);
        Map<String, String> details = new TreeMap<>();
        details.put("name", after.name().value());
        for (String field : new String[] {"name", "labels", "scopes", "domains", "addresses", "limits"}) {
            String was = old.getOrDefault(field, "");
            String is = now.getOrDefault(field, "");
            if (!was.equals(is)) {
                details.put(field, is);
                details.put(field + "Before", was);
            }
        }
        return details;
    }

    private static void put(Map<String, String> details, String field, Collection<?> values) {
        if (!values.isEmpty()) {
            details.put(field, values.stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
    }
}
