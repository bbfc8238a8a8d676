package dev.ostiary.control.signin;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "Ended", description = "What has ended.")
record EndedBody(
        @Schema(description = "How many sessions.", example = "1")
        int sessions) {}
