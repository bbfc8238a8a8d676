package dev.ostiary.control.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "KeysPreview", description = "The keys that would be revoked.")
record KeySelectionBody(
        @Schema(description = "How many there are.", example = "42")
        int count,

        @Schema(description = "Some of them, newest first.") List<KeyBody> sample,

        @Schema(
                description = "Stands for exactly these keys; it is good until they change.",
                example = "sel_e3b0c44298fc1c149afbf4c8996fb924")
        String token) {}
