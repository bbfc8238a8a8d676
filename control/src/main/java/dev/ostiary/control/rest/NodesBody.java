package dev.ostiary.control.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "GatewayNodes", description = "The gateway nodes of the installation.")
record NodesBody(
        @Schema(description = "The number of the newest change.", example = "42")
        long changes,

        @Schema(description = "Every node heard of in the last day that did not stop in order, by identifier.")
        List<NodeBody> items) {}
