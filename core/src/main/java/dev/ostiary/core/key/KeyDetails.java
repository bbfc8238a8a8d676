package dev.ostiary.core.key;

import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.precondition.Version;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the audit trail says of a key: what may be known of it, as texts, those that are empty left out.
final class KeyDetails {
    private KeyDetails() {}

    static Map<String, String> of(ApiKey key) {
        Map<String, String> details = new TreeMap<>();
        details.put("name", key.name().value());
        details.put("binding", describe(key.binding()));
        details.put("expiresAt", key.expiresAt().map(Object::toString).orElse("never"));
        key.description().ifPresent(description -> details.put("description", description.value()));
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

    /// What differs after a change, its state among it.
    static AuditChanges changes(ApiKey before, ApiKey after) {
        return AuditChanges.between(withState(before), withState(after));
    }

    private static Map<String, String> withState(ApiKey key) {
        Map<String, String> details = of(key);
        details.put("state", state(key));
        return details;
    }

    /// The mask tells secrets apart; a digest changes with the pepper, which nobody decides of the key.
    static Version version(ApiKey key) {
        Map<String, String> details = withState(key);
        details.put("secret", key.secret().mask());
        return Version.of(key.id().value(), key.changed(), details);
    }

    /// What was done to the key, whatever the time.
    private static String state(ApiKey key) {
        if (key.deletedAt().isPresent()) {
            return "deleted";
        }
        if (key.revokedAt().isPresent()) {
            return "revoked";
        }
        return key.disabledAt().isPresent() ? "disabled" : "enabled";
    }

    private static String describe(KeyBinding binding) {
        return switch (binding) {
            case KeyBinding.WholeOrganization _ -> "organization";
            case KeyBinding.AgentInEnvironment bound -> bound.agent() + " in " + bound.environment();
            case KeyBinding.OwnRoutes bound ->
                bound.routes().stream().map(RouteId::value).sorted().collect(Collectors.joining(" "));
        };
    }

    private static void put(Map<String, String> details, String field, Collection<?> values) {
        if (!values.isEmpty()) {
            details.put(field, values.stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
    }
}
