package dev.ostiary.control.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "Identification", description = "What a text led to.")
record IdentificationBody(
        @Schema(description = "The keys it belongs to; none when it is of no key of the organization.")
        List<IdentifiedKeyBody> keys,

        AppliedBody applied) {}
