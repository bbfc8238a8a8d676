package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.KeyRotation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

@Schema(
        name = "NewRotation",
        description = "How a key shall get another secret.",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record KeyRotationRequest(
        @Schema(
                description =
                        "How long the present secret is accepted besides, 7 days at most; not at all when left out.",
                example = "PT24H",
                types = {"string", "null"})
        Duration grace,

        @Schema(
                description =
                        "From when the key is refused: a time in the future, or null for never; as before when left "
                                + "out. The present secret is refused from when it would have been.",
                example = "2030-01-31T00:00:00Z",
                types = {"string", "null"})
        Optional<Expiry> expiresAt) {
    private static final FieldType<Duration> GRACE = FieldType.text(
            text -> KeyFields.duration(text).filter(KeyRotation::isGrace), KeyRotation.REMEDY + ", such as PT24H");

    static KeyRotationRequest read(JsonFields fields, Clock clock) {
        Duration grace = fields.optional("grace", GRACE).orElse(Duration.ZERO);
        Optional<Instant> end = fields.optional("expiresAt", Fields.future(clock));
        Optional<Expiry> expiry =
                fields.isNull("expiresAt") ? Optional.of(new Expiry.Never()) : end.map(Expiry.At::new);
        return fields.finish(() -> new KeyRotationRequest(grace, expiry));
    }
}
