package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteMatch;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Schema(name = "Route", description = "Hosts and a path that lead to upstreams. Who may pass is said by a policy.")
public record RouteBody(
        @Schema(description = "Its identifier.", example = "rte_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "Its name.", example = "models")
        String name,

        @Schema(description = "For which hosts it is; empty for any.", example = "[\"models.example.com\"]")
        List<String> hosts,

        @Schema(description = "For which path it is.", example = "/v1")
        String path,

        @Schema(
                description = "Whether the path is the beginning of the request's or all of it.",
                allowableValues = {"prefix", "exact"},
                example = "prefix")
        String pathKind,

        @Schema(description = "Whether the path is removed before the upstream is asked.", example = "false")
        boolean stripPath,

        @Schema(description = "Where requests go.", example = "[\"http://127.0.0.1:9000\"]")
        List<String> upstreams,

        @Schema(
                description = "How refusals are written.",
                allowableValues = {"text", "problem"},
                example = "text")
        String dialect,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<CorsBody> cors,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<TimeoutsBody> timeouts,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "Who made it, as they were called then.", example = "local")
        String createdBy,

        @Schema(description = "When it was last edited.", example = "2026-03-01T12:00:00.000Z")
        Instant changedAt,

        @Schema(description = "Who edited it, as they were called then.", example = "local")
        String changedBy,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    public static RouteBody of(Route route) {
        return of(route, Optional.empty());
    }

    static RouteBody of(Recorded<Route> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static RouteBody of(Route route, Optional<AppliedBody> applied) {
        RouteMatch match = route.settings().match();
        return new RouteBody(
                route.id().value(),
                route.name().value(),
                match.hosts().stream().map(DomainPattern::toString).toList(),
                match.path(),
                Words.text(match.kind()),
                route.settings().stripsPath(),
                route.settings().upstreams().stream().map(UpstreamUrl::toString).toList(),
                Words.text(route.settings().dialect()),
                route.settings().cors().map(CorsBody::of),
                TimeoutsBody.of(route.settings().timeouts()),
                route.created().at(),
                route.created().by(),
                route.changed().at(),
                route.changed().by(),
                applied);
    }
}
