package dev.ostiary.control.signin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "OwnAccount", description = "One's own account.")
record OwnAccountBody(
        AccountBody account,

        @Schema(
                description = "When the password was set; null when there is none.",
                example = "2026-03-01T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> passwordSetAt) {}
