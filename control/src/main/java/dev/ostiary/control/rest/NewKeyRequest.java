package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.Expiry;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

@Schema(
        name = "NewKey",
        description =
                "A key is for one agent in one environment or, when neither is named, for the whole organization.",
        requiredProperties = "name",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewKeyRequest(
        @Schema(description = "What people call it; unique among the live keys of the organization.")
        DisplayName name,

        @Schema(
                description = "The agent it opens, by slug or by id.",
                example = "support-bot",
                types = {"string", "null"})
        Optional<String> agent,

        @Schema(
                description = "The environment it opens the agent in, by slug or by id.",
                example = "production",
                types = {"string", "null"})
        Optional<String> environment,

        @Schema(
                description =
                        "From when it is refused: a time in the future, null for never, 90 days from now when left "
                                + "out.")
        Expiry expiresAt) {
    static NewKeyRequest read(JsonFields fields, Clock clock) {
        Optional<DisplayName> name = fields.required("name", Fields.NAME);
        Optional<String> agent = fields.optional("agent", Fields.REFERENCE);
        Optional<String> environment = fields.optional("environment", Fields.REFERENCE);
        Optional<Instant> end = fields.optional("expiresAt", Fields.future(clock));
        requireBothOrNeither(fields);
        Expiry expiry = fields.isNull("expiresAt")
                ? new Expiry.Never()
                : end.<Expiry>map(Expiry.At::new).orElseGet(Expiry.Default::new);
        return fields.finish(() -> new NewKeyRequest(name.orElseThrow(), agent, environment, expiry));
    }

    private static void requireBothOrNeither(JsonFields fields) {
        if (fields.isGiven("agent") && !fields.isGiven("environment")) {
            fields.problem("environment", "name the environment too, or leave out the agent");
        }
        if (fields.isGiven("environment") && !fields.isGiven("agent")) {
            fields.problem("agent", "name the agent too, or leave out the environment");
        }
    }
}
