package dev.ostiary.control.rest;

import dev.ostiary.core.credit.KeySpending;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

@Schema(name = "KeySpending", description = "What calls of one key cost in a month.")
record KeySpendingBody(
        @Schema(
                description = "The key; null for calls without one.",
                example = "key_01kj3x5v9rn2c8q4w6t0ya7mze",
                types = {"string", "null"})
        Optional<String> key,

        @Schema(
                description = "What it is called; null when it is not known any more.",
                example = "backend",
                types = {"string", "null"})
        Optional<String> name,

        @Schema(description = "What its calls cost.", example = "42")
        long credits) {
    static KeySpendingBody of(KeySpending spending) {
        return new KeySpendingBody(
                spending.key().map(KeyId::value), spending.name().map(DisplayName::value), spending.credits());
    }
}
