package dev.ostiary.control.rest;

import dev.ostiary.core.audit.AuditChanges;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

@Schema(name = "FieldChange", description = "A setting that differs, as texts.")
public record FieldChangeBody(
        @Schema(description = "The setting.", example = "keySecurity")
        String field,

        @Schema(
                description = "What it was; null when it was not set.",
                example = "true",
                types = {"string", "null"})
        Optional<String> before,

        @Schema(
                description = "What it is; null when it is not set.",
                example = "false",
                types = {"string", "null"})
        Optional<String> after) {
    /// What differs, by the names of the settings.
    public static List<FieldChangeBody> of(AuditChanges changes) {
        TreeSet<String> fields = new TreeSet<>(changes.before().keySet());
        fields.addAll(changes.after().keySet());
        return fields.stream()
                .map(field -> new FieldChangeBody(
                        field,
                        Optional.ofNullable(changes.before().get(field)),
                        Optional.ofNullable(changes.after().get(field))))
                .toList();
    }
}
