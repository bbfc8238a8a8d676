package dev.ostiary.control.rest;

import dev.ostiary.core.traffic.TrafficRank;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "RouteTraffic", description = "What became of the requests for one route.")
public record RouteTrafficBody(
        @Schema(
                description =
                        "What nodes call it, as in logs and metrics: `organization/environment/agent` for a deployment.",
                example = "default/production/echo")
        String route,

        TrafficTotalsBody totals) {
    public static RouteTrafficBody of(TrafficRank rank) {
        return new RouteTrafficBody(rank.subject(), TrafficTotalsBody.of(rank.totals()));
    }
}
