package dev.ostiary.control.console;

import dev.ostiary.control.rest.FieldChangeBody;
import dev.ostiary.core.time.DurationWords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A setting of a deployment that differs, in words.
///
/// @param setting what it is called on the form
/// @param before what it was
/// @param after what it is
public record SettingChange(String setting, String before, String after) {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("upstreams", "Upstreams"),
            Map.entry("keySecurity", "API key security"),
            Map.entry("cors.allowedOrigins", "Allowed origins"),
            Map.entry("cors.allowedMethods", "Allowed methods"),
            Map.entry("cors.allowedHeaders", "Allowed headers"),
            Map.entry("cors.exposedHeaders", "Readable headers"),
            Map.entry("cors.allowCredentials", "Cookies from pages"),
            Map.entry("cors.maxAge", "Browsers remember it for"),
            Map.entry("timeouts.response", "Until an answer begins"),
            Map.entry("timeouts.idle", "While nothing moves"),
            Map.entry("timeouts.request", "For a whole request"));

    /// Those of a list, in its order.
    static List<SettingChange> of(List<FieldChangeBody> changes) {
        return changes.stream()
                .map(change -> new SettingChange(
                        name(change.field()),
                        value(change.field(), change.before()),
                        value(change.field(), change.after())))
                .toList();
    }

    private static String name(String field) {
        return Optional.ofNullable(NAMES.get(field)).orElseGet(() -> field.replaceFirst("^headers\\.", "Header "));
    }

    private static String value(String field, Optional<String> given) {
        if (given.isEmpty()) {
            return "Not set";
        }
        return switch (given.get()) {
            case "true" -> "On";
            case "false" -> "Off";
            case String text
            when field.startsWith("timeouts.") || field.equals("cors.maxAge") -> DurationWords.of(Duration.parse(text));
            case String text -> text;
        };
    }
}
