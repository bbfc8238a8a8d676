package dev.ostiary.core.key;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.RouteId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Labels, restrictions and routes of a key as stores keep them: one text each, an entry a line, and no text at all
/// when there are none. `team=payments`, `GET /v1/*`, `*.example.com`, `10.0.0.0/8`, `minute 60 60` (name,
/// requests, seconds). Reading fails on what is not so written, since to leave out a restriction would open the
/// door.
public final class KeyLines {
    private static final String BREAK = "\n";
    private static final String METERED = "metered";

    private KeyLines() {}

    public static @Nullable String ofLabels(Labels labels) {
        return lines(labels.values().entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()));
    }

    /// Scopes, domains or addresses, as each prints itself.
    public static @Nullable String ofEntries(List<?> entries) {
        return lines(entries.stream().map(Object::toString));
    }

    public static @Nullable String ofLimits(List<RateLimit> limits) {
        return lines(limits.stream()
                .map(limit -> limit.name()
                        + " " + limit.requests()
                        + " " + limit.window().toSeconds()));
    }

    public static @Nullable String ofRoutes(KeyBinding.OwnRoutes binding) {
        return lines(binding.routes().stream().map(RouteId::value).sorted());
    }

    private static @Nullable String lines(Stream<String> entries) {
        String text = entries.collect(Collectors.joining(BREAK));
        return text.isEmpty() ? null : text;
    }

    public static Labels labels(@Nullable String text) {
        if (text == null) {
            return Labels.NONE;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (String line : text.split(BREAK, -1)) {
            int equals = line.indexOf('=');
            if (equals < 0 || labels.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                throw unreadable();
            }
        }
        if (!Labels.areValid(labels)) {
            throw unreadable();
        }
        return Labels.of(labels);
    }

    public static KeyRestrictions restrictions(
            @Nullable String scopes, @Nullable String domains, @Nullable String addresses, @Nullable String limits) {
        try {
            return new KeyRestrictions(
                    entries(scopes, Scope::parse),
                    entries(domains, DomainPattern::parse),
                    entries(addresses, AddressRange::parse),
                    entries(limits, KeyLines::limit));
        } catch (IllegalArgumentException tooMany) {
            throw unreadable();
        }
    }

    /// The same of a key that may have credits of its own.
    public static KeyRestrictions restrictions(
            @Nullable String scopes,
            @Nullable String domains,
            @Nullable String addresses,
            @Nullable String limits,
            @Nullable String metered) {
        if (metered != null && !metered.equals(METERED)) {
            throw unreadable();
        }
        return restrictions(scopes, domains, addresses, limits).metered(metered != null);
    }

    /// What says that a key has credits of its own; null when it has none.
    public static @Nullable String ofMetered(KeyRestrictions restrictions) {
        return restrictions.isMetered() ? METERED : null;
    }

    private static <T> List<T> entries(@Nullable String text, Function<String, Optional<T>> parse) {
        if (text == null) {
            return List.of();
        }
        List<T> entries = new ArrayList<>();
        for (String line : text.split(BREAK, -1)) {
            entries.add(parse.apply(line).orElseThrow(KeyLines::unreadable));
        }
        return entries;
    }

    private static Optional<RateLimit> limit(String line) {
        String[] parts = line.split(" ", -1);
        try {
            return parts.length == 3
                    ? RateLimit.of(parts[0], Long.parseLong(parts[1]), Duration.ofSeconds(Long.parseLong(parts[2])))
                    : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /// What a key is for, of the columns that say it.
    public static KeyBinding binding(Optional<String> agent, Optional<String> environment, Optional<String> routes) {
        if (routes.isPresent() && agent.isEmpty() && environment.isEmpty()) {
            Set<RouteId> ids = new HashSet<>();
            for (String line : routes.get().split(BREAK, -1)) {
                ids.add(RouteId.parse(line).orElseThrow(KeyLines::unreadable));
            }
            return new KeyBinding.OwnRoutes(ids);
        }
        if (routes.isPresent() || agent.isPresent() != environment.isPresent()) {
            throw unreadable();
        }
        return agent.isEmpty() || environment.isEmpty()
                ? new KeyBinding.WholeOrganization()
                : new KeyBinding.AgentInEnvironment(new AgentId(agent.get()), new EnvironmentId(environment.get()));
    }

    private static IllegalStateException unreadable() {
        return new IllegalStateException("a stored key that this program cannot read");
    }
}
