package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ostiary.control.idempotency.ShownOnce;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/// A key just made.
@Schema(name = "IssuedKey", description = "A key just made, and the only sight of its secret.")
record IssuedKeyBody(
        @JsonUnwrapped KeyBody key,

        @Schema(
                description = "Where it opens the agent it is bound to; null when it opens every agent.",
                example = "http://127.0.0.1:8080/acme/production/support-bot",
                types = {"string", "null"})
        Optional<String> url,

        @Schema(
                description =
                        "The key itself. It is shown here and never again: an answer that is replayed is without it.",
                implementation = String.class,
                example = "sk_ost_EXAMPLE")
        ShownOnce secret) {}
