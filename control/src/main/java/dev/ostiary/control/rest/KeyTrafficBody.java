package dev.ostiary.control.rest;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.traffic.TrafficRank;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

@Schema(name = "KeyTraffic", description = "What became of the requests with one key.")
public record KeyTrafficBody(
        @Schema(description = "The key.", example = "key_01kj3x5v9rn2c8q4w6t0ya7mze")
        String key,

        @Schema(
                description = "What it is called; null when it is not known any more.",
                example = "backend",
                types = {"string", "null"})
        Optional<String> name,

        @Schema(description = "Without how long answers took, which is known by route.")
        TrafficTotalsBody totals) {
    public static KeyTrafficBody of(TrafficRank rank) {
        return new KeyTrafficBody(
                rank.subject(), rank.keyName().map(DisplayName::value), TrafficTotalsBody.of(rank.totals()));
    }
}
