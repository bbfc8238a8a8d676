package dev.ostiary.control.rest;

import dev.ostiary.core.node.Heartbeat;
import dev.ostiary.core.node.NodeStanding;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

@Schema(name = "GatewayNode", description = "A gateway node and how it stands.")
public record NodeBody(
        @Schema(description = "Its identifier; new at every start.", example = "node_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "What operators call it: its machine's name unless chosen.", example = "gateway-1")
        String name,

        @Schema(description = "The program's version.", example = "0.1.0")
        String version,

        @Schema(description = "When it started, by its own clock.", example = "2026-03-01T12:00:00.000Z")
        Instant startedAt,

        @Schema(description = "When it was last heard.", example = "2026-03-01T12:00:00.000Z")
        Instant heardAt,

        @Schema(description = "The number of the newest change it obeys.", example = "42")
        long appliedSeq,

        @Schema(description = "How many changes it has not applied yet.", example = "0")
        long lag,

        @Schema(description = "How many keys it knows.", example = "1000")
        long keys,

        @Schema(
                description =
                        "A digest of all that it obeys, the last eight digits being the day it was made on. Nodes at the"
                                + " same change have the same one.",
                example = "7d1fbe0c6a3c94e2f00a4dd7c7b5e9b100005028")
        String digest,

        @Schema(
                description = "`current` when it obeys every change, `behind` when it has some still to apply, `gone`"
                        + " when it was silent for more than 10 seconds, `differs` when it obeys something else than"
                        + " others at the same change.",
                example = "current",
                allowableValues = {"current", "behind", "differs", "gone"})
        String state) {
    /// As it stands now.
    ///
    /// @param now by this process's clock
    public static NodeBody of(NodeStanding standing, Instant now) {
        Heartbeat heartbeat = standing.report().heartbeat();
        return new NodeBody(
                heartbeat.node().id().value(),
                heartbeat.node().name(),
                heartbeat.node().version(),
                heartbeat.node().startedAt(),
                now.minus(standing.report().silence()),
                heartbeat.appliedSeq(),
                standing.lag(),
                heartbeat.keys(),
                heartbeat.digest().toString(),
                switch (standing.state()) {
                    case CURRENT -> "current";
                    case BEHIND -> "behind";
                    case DIFFERS -> "differs";
                    case GONE -> "gone";
                });
    }
}
