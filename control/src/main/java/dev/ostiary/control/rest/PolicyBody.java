package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.route.Policy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

@Schema(
        name = "Policy",
        description = "Who may pass: where a key is read, whether there must be one, and which keys are taken.")
public record PolicyBody(
        @Schema(description = "Its identifier.", example = "pol_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "Its name.", example = "models-keys")
        String name,

        @Schema(
                description = "The id of the route it is for; null for the gateway.",
                example = "rte_01kj3x5v9rn2c8q4w6t0ya7mze",
                types = {"string", "null"})
        Optional<String> route,

        @Schema(
                description = "Whether there must be a key.",
                allowableValues = {"strict", "optional", "permissive"},
                example = "strict")
        String mode,

        @Schema(description = "Where a key is read, in this order.")
        List<LocationBody> locations,

        KeySelectionBody keys,

        @Schema(description = "What to know of this policy.", example = "[]")
        List<String> warnings,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "Who made it, as they were called then.", example = "local")
        String createdBy,

        @Schema(description = "When it was last edited.", example = "2026-03-01T12:00:00.000Z")
        Instant changedAt,

        @Schema(description = "Who edited it, as they were called then.", example = "local")
        String changedBy,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    private static final String PASSES = "Unauthenticated requests pass.";

    @Schema(name = "KeySelection", description = "Which keys are taken; all of the organization when both are absent.")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record KeySelectionBody(
            @Schema(description = "Those of these names.", types = "array")
            Optional<List<String>> names,

            @Schema(description = "Those that bear all of these labels.", types = "object")
            Optional<Map<String, String>> matchLabels) {
        static KeySelectionBody of(KeySelection keys) {
            return switch (keys) {
                case KeySelection.All _ -> new KeySelectionBody(Optional.empty(), Optional.empty());
                case KeySelection.Named(Set<String> names) ->
                    new KeySelectionBody(Optional.of(names.stream().sorted().toList()), Optional.empty());
                case KeySelection.Labelled(Labels labels) ->
                    new KeySelectionBody(Optional.empty(), Optional.of(labels.values()));
            };
        }
    }

    public static PolicyBody of(Policy policy) {
        return of(policy, Optional.empty());
    }

    static PolicyBody of(Recorded<Policy> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static PolicyBody of(Policy policy, Optional<AppliedBody> applied) {
        return new PolicyBody(
                policy.id().value(),
                policy.name().value(),
                policy.route().map(RouteId::value),
                Words.text(policy.settings().mode()),
                policy.settings().locations().stream().map(LocationBody::of).toList(),
                KeySelectionBody.of(policy.settings().keys()),
                policy.settings().mode() == AccessMode.STRICT ? List.of() : List.of(PASSES),
                policy.created().at(),
                policy.created().by(),
                policy.changed().at(),
                policy.changed().by(),
                applied);
    }
}
