package dev.ostiary.control.rest;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "RevokedKeys", description = "How many keys were revoked.")
record RevokedKeysBody(
        @Schema(description = "The number of keys.", example = "42")
        int count,

        AppliedBody applied) {}
