package dev.ostiary.control.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "ImportedKeys", description = "What became of the keys of a batch.")
record KeyImportBody(
        @Schema(description = "How many are there now that were not before.", example = "998")
        int imported,

        @Schema(description = "How many were there already.", example = "1")
        int skipped,

        @Schema(description = "Those that are not taken, and why.")
        List<Refused> refused,

        AppliedBody applied) {
    @Schema(name = "RefusedImport", description = "A key that is not taken.")
    record Refused(
            @Schema(description = "Its place in the batch, from 0.", example = "7")
            int index,

            @Schema(description = "A stable code, as of a problem.", example = "key.name-taken")
            String code,

            @Schema(description = "What to do about it.", example = "name: give 1 to 100 characters")
            String reason) {}
}
