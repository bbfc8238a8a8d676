package dev.ostiary.control.rest;

import dev.ostiary.core.key.RateLimit;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "RateLimit", description = "How many requests a key may make in a window.")
public record RateLimitBody(
        @Schema(description = "What callers read in the RateLimit headers.", example = "minute")
        String name,

        @Schema(description = "How many requests.", example = "60")
        long requests,

        @Schema(description = "In how long, as an ISO 8601 duration.", example = "PT1M")
        String window) {
    static RateLimitBody of(RateLimit limit) {
        return new RateLimitBody(limit.name(), limit.requests(), limit.windowText());
    }
}
