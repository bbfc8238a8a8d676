package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.agent.RouteTimeouts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;

@Schema(
        name = "Timeouts",
        description = "How long upstreams get, as ISO 8601 durations; what is absent is as the gateway is set.")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TimeoutsBody(
        @Schema(description = "Until the response begins.", example = "PT30S", types = "string")
        Optional<String> response,

        @Schema(description = "For which a body may stand still.", example = "PT5M", types = "string")
        Optional<String> idle,

        @Schema(description = "For the whole request.", example = "PT1H", types = "string")
        Optional<String> request) {
    static Optional<TimeoutsBody> of(RouteTimeouts timeouts) {
        return timeouts.equals(RouteTimeouts.DEFAULT)
                ? Optional.empty()
                : Optional.of(new TimeoutsBody(
                        timeouts.response().map(Duration::toString),
                        timeouts.idle().map(Duration::toString),
                        timeouts.request().map(Duration::toString)));
    }
}
