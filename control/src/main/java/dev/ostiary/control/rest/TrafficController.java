package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.traffic.TrafficSubject;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/traffic")
@Tag(name = "traffic", description = "How many requests came over time, and what became of them.")
final class TrafficController {
    private final TrafficReads traffic;
    private final References references;

    TrafficController(TrafficReads traffic, References references) {
        this.traffic = traffic;
        this.references = references;
    }

    @GetMapping
    @Needs(Permission.ORGANIZATION_READ)
    @Operation(
            operationId = "getTraffic",
            summary = "Get what became of an organization's requests",
            description = "Of all its routes and deployments, or of one. Nodes tell every five seconds.")
    TrafficBody get(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(description = TrafficRequests.RANGE, example = "P1D") @RequestParam(required = false) @Nullable
                    String range,
            @Parameter(
                            description = "Only requests for the route of that name, as listed by `rankRoutes`.",
                            example = "default/production/echo")
                    @RequestParam(required = false)
                    @Nullable
                    String route) {
        Organization organization = references.organization(actor, org);
        Optional<TrafficSubject> subject = Optional.ofNullable(route).map(TrafficSubject.Route::new);
        return traffic.history(organization.id(), subject, TrafficRequests.range(range));
    }

    @GetMapping("/routes")
    @Needs(Permission.ORGANIZATION_READ)
    @Operation(
            operationId = "rankRoutes",
            summary = "List routes and deployments by their requests",
            description = "The most first. One without any is not listed.")
    ListOf<RouteTrafficBody> routes(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(description = TrafficRequests.RANGE, example = "P1D") @RequestParam(required = false) @Nullable
                    String range,
            @Parameter(description = TrafficRequests.BY, example = "refused") @RequestParam(required = false) @Nullable
                    String by,
            PageRequest page) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(
                traffic.routes(organization.id(), TrafficRequests.order(by), TrafficRequests.range(range), page));
    }

    @GetMapping("/keys")
    @Needs(Permission.KEYS_READ)
    @Operation(
            operationId = "rankKeys",
            summary = "List keys by their requests",
            description = "The most first. One without any is not listed. A key that is refused counts too, so that one"
                    + " that was revoked and is still tried is found.")
    ListOf<KeyTrafficBody> keys(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(description = TrafficRequests.RANGE_BY_HOURS, example = "P1D")
                    @RequestParam(required = false)
                    @Nullable
                    String range,
            @Parameter(description = TrafficRequests.BY, example = "refused") @RequestParam(required = false) @Nullable
                    String by,
            PageRequest page) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(
                traffic.keys(organization.id(), TrafficRequests.order(by), TrafficRequests.rangeByHours(range), page));
    }
}
