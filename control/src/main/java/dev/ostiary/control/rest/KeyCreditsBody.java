package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

@Schema(name = "KeyCredits", description = "What a key may spend of its own, and what its calls cost.")
record KeyCreditsBody(
        @Schema(description = "The key.", example = "key_01kj3x5v9rn2c8q4w6t0ya7mze")
        String key,

        @Schema(
                description = "How many are left of its own; null for a key that has none, and is held to its"
                        + " organization's only.",
                example = "100",
                types = {"integer", "null"})
        Optional<Long> left,

        @Schema(description = "The present month, by UTC.", example = "2026-11")
        String month,

        @Schema(description = "What its calls cost this month.", example = "42")
        long spent,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {}
