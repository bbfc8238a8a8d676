package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;
import java.util.regex.Pattern;

@Schema(
        name = "NewRevocation",
        description = "The keys of a preview.",
        requiredProperties = "token",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record KeySelectionRequest(
        @Schema(description = "The token of the preview.", example = "sel_e3b0c44298fc1c149afbf4c8996fb924")
        String token) {
    private static final Pattern SHAPE = Pattern.compile("sel_[0-9a-f]{32}");
    private static final FieldType<String> TOKEN = FieldType.text(
            text -> SHAPE.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
            "give the token of a preview of the same filter");

    static KeySelectionRequest read(JsonFields fields) {
        Optional<String> token = fields.required("token", TOKEN);
        return fields.finish(() -> new KeySelectionRequest(token.orElseThrow()));
    }
}
