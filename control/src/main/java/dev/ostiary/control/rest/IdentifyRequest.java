package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.key.IdentifyKey;
import dev.ostiary.core.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewIdentification",
        description = "Something that was found and may be a key, or tell of one. It is neither kept nor logged.",
        requiredProperties = "text",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record IdentifyRequest(
        @Schema(
                description =
                        "A whole key, alone or in a line of something else; its SHA-256 in hexadecimal or Base64; a "
                                + "public id, whole or its beginning; or a piece of a key with its first or last four characters.",
                types = "string",
                example = "sk_ost_8fJd…q2Zx")
        Secret text) {
    private static final FieldType<Secret> TEXT = FieldType.secret(
            text -> text.isBlank() || text.length() > IdentifyKey.MAX_LENGTH
                    ? Optional.empty()
                    : Optional.of(Secret.of(text)),
            IdentifyKey.REMEDY);

    static IdentifyRequest read(JsonFields fields) {
        Optional<Secret> text = fields.required("text", TEXT);
        return fields.finish(() -> new IdentifyRequest(text.orElseThrow()));
    }
}
