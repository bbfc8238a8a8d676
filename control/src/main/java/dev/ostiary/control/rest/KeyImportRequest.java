package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.key.ImportKeys;
import dev.ostiary.core.key.KeyToImport;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

@Schema(
        name = "NewKeyImport",
        description =
                "Keys that were made elsewhere: each as in making one, with `key` (the key itself) or `sha256` (its "
                        + "SHA-256 in hexadecimal or Base64, and a `mask` to show for it) besides. One that names no `expiresAt` "
                        + "never expires.",
        requiredProperties = "keys",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record KeyImportRequest(
        @ArraySchema(
                arraySchema = @Schema(description = "At most 1000."),
                schema = @Schema(implementation = KeyToImport.class))
        List<KeyImportRow> keys) {
    private static final FieldType<List<JsonNode>> ROWS = new FieldType<List<JsonNode>>(
                    node -> FieldType.elements(
                            node,
                            ImportKeys.MAX_KEYS,
                            element -> element.isObject() ? Optional.of(element) : Optional.empty()),
                    "give a list of at most " + ImportKeys.MAX_KEYS + " objects")
            .holdingKeys();

    static KeyImportRequest read(JsonFields fields, Clock clock) {
        Optional<List<JsonNode>> rows = fields.required("keys", ROWS);
        return fields.finish(() -> {
            List<KeyImportRow> read = new ArrayList<>();
            for (JsonNode row : rows.orElseThrow()) {
                read.add(KeyImportRow.read(JsonFields.of(row), clock));
            }
            return new KeyImportRequest(read);
        });
    }
}
