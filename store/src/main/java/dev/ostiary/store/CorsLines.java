package dev.ostiary.store;

import dev.ostiary.core.access.CorsPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A CORS policy in one column: six lines in this order, the values in them divided by spaces, which none of them
/// holds.
final class CorsLines {
    private static final List<String> FIELDS =
            List.of("origins", "methods", "headers", "exposed", "credentials", "max-age");

    private CorsLines() {}

    static @Nullable String write(Optional<CorsPolicy> cors) {
        return cors.map(CorsLines::text).orElse(null);
    }

    private static String text(CorsPolicy cors) {
        List<String> values = List.of(
                String.join(" ", cors.allowedOrigins()),
                String.join(" ", cors.allowedMethods()),
                String.join(" ", cors.allowedHeaders()),
                String.join(" ", cors.exposedHeaders()),
                Boolean.toString(cors.allowsCredentials()),
                cors.maxAge().toString());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(FIELDS.get(i)).append('=').append(values.get(i));
        }
        return text.toString();
    }

    static Optional<CorsPolicy> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        List<String> lines = Lines.split(text);
        if (lines.size() != FIELDS.size()) {
            throw Lines.unreadable();
        }
        return Optional.of(new CorsPolicy(
                values(lines, 0),
                values(lines, 1),
                values(lines, 2),
                values(lines, 3),
                truth(value(lines, 4)),
                Duration.parse(value(lines, 5))));
    }

    private static String value(List<String> lines, int field) {
        String start = FIELDS.get(field) + "=";
        String line = lines.get(field);
        if (!line.startsWith(start)) {
            throw Lines.unreadable();
        }
        return line.substring(start.length());
    }

    private static List<String> values(List<String> lines, int field) {
        String value = value(lines, field);
        return value.isEmpty() ? List.of() : Arrays.asList(value.split(" ", -1));
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Lines.unreadable();
        };
    }
}
