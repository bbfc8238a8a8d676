package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.List;
import java.util.Optional;

@Schema(
        name = "NewRoute",
        description = "Hosts and a path that lead to upstreams. Who may pass is said by a policy.",
        requiredProperties = {"name", "upstreams"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewRoute(
        @Schema(description = "Its name, unique in the organization.", example = "models")
        Slug name,

        @Schema(
                description = "For which hosts it is: `models.example.com`, or `*.example.com` for those beneath; any"
                        + " when left out.",
                types = {"array", "null"})
        Optional<List<DomainPattern>> hosts,

        @Schema(
                description = "For which path it is; everything when left out.",
                example = "/v1",
                types = {"string", "null"})
        Optional<String> path,

        @Schema(
                description = "Whether the path is the beginning of the request's or all of it.",
                allowableValues = {"prefix", "exact"},
                defaultValue = "prefix",
                types = {"string", "null"})
        Optional<RouteMatch.PathKind> pathKind,

        @Schema(
                description = "Whether the path is removed before the upstream is asked.",
                defaultValue = "false",
                types = {"boolean", "null"})
        Optional<Boolean> stripPath,

        @Schema(description = "Where requests go: at least one address; several share them.")
        List<UpstreamUrl> upstreams,

        @Schema(
                description = "How refusals are written: one line of text, or problem details in JSON.",
                allowableValues = {"text", "problem"},
                defaultValue = "text",
                types = {"string", "null"})
        Optional<RefusalDialect> dialect,

        @Schema(
                description = "From which pages browsers may call.",
                types = {"object", "null"})
        Optional<CorsPolicy> cors,

        @Schema(
                description = "How long upstreams get; as the gateway is set when left out.",
                types = {"object", "null"})
        Optional<RouteTimeouts> timeouts) {
    static NewRoute read(JsonFields fields) {
        Optional<Slug> name = fields.required("name", Fields.SLUG);
        Optional<List<DomainPattern>> hosts = fields.optional("hosts", RouteFields.HOSTS);
        Optional<String> path = fields.optional("path", RouteFields.PATH);
        Optional<RouteMatch.PathKind> kind = fields.optional("pathKind", RouteFields.PATH_KIND);
        Optional<Boolean> strip = fields.optional("stripPath", Fields.FLAG);
        Optional<List<UpstreamUrl>> upstreams = fields.required("upstreams", RouteFields.UPSTREAMS);
        if (upstreams.filter(List::isEmpty).isPresent()) {
            fields.problem("upstreams", "give at least one: " + UpstreamUrl.REMEDY);
        }
        Optional<RefusalDialect> dialect = fields.optional("dialect", RouteFields.DIALECT);
        Optional<CorsPolicy> cors = fields.optional("cors", RouteFields.CORS);
        Optional<RouteTimeouts> timeouts = fields.optional("timeouts", RouteFields.TIMEOUTS);
        return fields.finish(() -> new NewRoute(
                name.orElseThrow(), hosts, path, kind, strip, upstreams.orElseThrow(), dialect, cors, timeouts));
    }

    RouteSettings settings() {
        return new RouteSettings(
                new RouteMatch(hosts.orElse(List.of()), path.orElse("/"), pathKind.orElse(RouteMatch.PathKind.PREFIX)),
                stripPath.orElse(false),
                upstreams,
                dialect.orElse(RefusalDialect.TEXT),
                cors,
                timeouts.orElse(RouteTimeouts.DEFAULT));
    }
}
