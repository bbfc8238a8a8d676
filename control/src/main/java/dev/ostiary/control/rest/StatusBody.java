package dev.ostiary.control.rest;

import dev.ostiary.core.node.NodeReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Schema(name = "Status", description = "How the installation stands.")
record StatusBody(
        @Schema(description = "The program's version.", example = "0.1.0")
        String version,

        @Schema(description = "Where callers reach the gateway.", example = "http://127.0.0.1:8080")
        String gatewayUrl,

        @Schema(
                description = "The number of the newest change; null for who may not see nodes.",
                example = "42",
                types = {"integer", "null"})
        Optional<Long> changes,

        @Schema(
                description = "The gateway nodes that are live; null for who may not see nodes.",
                implementation = NodeBody[].class,
                types = {"array", "null"})
        Optional<List<NodeBody>> nodes,

        @Schema(description = "When the control plane started.", example = "2026-03-01T12:00:00.000Z")
        Instant startedAt) {
    @Schema(name = "Node", description = "A gateway node that is live.")
    record NodeBody(
            @Schema(description = "Its identifier; new at every start.", example = "node_01kj3x5v9rn2c8q4w6t0ya7mze")
            String id,

            @Schema(description = "The number of the newest change it obeys.", example = "42")
            long appliedSeq,

            @Schema(description = "When it was last heard.", example = "2026-03-01T12:00:00.000Z")
            Instant heardAt) {
        /// @param now by this process's clock
        static NodeBody of(NodeReport report, Instant now) {
            return new NodeBody(
                    report.heartbeat().node().id().value(),
                    report.heartbeat().appliedSeq(),
                    now.minus(report.silence()));
        }
    }
}
