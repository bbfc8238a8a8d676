package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.ROUTE_TAKEN;
import static dev.ostiary.core.problem.ProblemCode.SLUG_TAKEN;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.RouteOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteStore;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/routes")
@Tag(
        name = "routes",
        description = "Hosts and paths of one's own that lead to upstreams. A route without a policy, where the gateway"
                + " has none either, lets everyone pass.")
final class RouteController {
    private final RouteStore routes;
    private final RouteOperations operations;
    private final References references;

    RouteController(Store store, RouteOperations operations, References references) {
        this.routes = store.routes();
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @Versioned
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.ROUTES_EDIT)
    @Operation(operationId = "createRoute", summary = "Create a route")
    @Refuses({SLUG_TAKEN, ROUTE_TAKEN})
    ResponseEntity<RouteBody> create(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody NewRoute request) {
        Organization organization = references.organization(actor, org);
        Recorded<Route> created =
                operations.create().create(actor, organization.id(), request.name(), request.settings());
        return Answers.created(
                "/api/v1/organizations/" + organization.id() + "/routes/"
                        + created.value().id(),
                created.value().version(),
                RouteBody.of(created));
    }

    @GetMapping
    @Needs(Permission.ROUTES_READ)
    @Operation(operationId = "listRoutes", summary = "List routes")
    ListOf<RouteBody> list(@AuthenticationPrincipal Actor actor, @PathVariable String org, NamedListing listing) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(routes.list(organization.id(), listing), RouteBody::of);
    }

    @GetMapping("/{route}")
    @Needs(Permission.ROUTES_READ)
    @Versioned
    @Operation(operationId = "getRoute", summary = "Get a route")
    ResponseEntity<RouteBody> get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String route) {
        Organization organization = references.organization(actor, org);
        return routes.find(organization.id(), references.route(route))
                .map(found -> Answers.versioned(found.version(), RouteBody.of(found)))
                .orElseThrow(RefusedException::notFound);
    }

    @PutMapping("/{route}")
    @Needs(Permission.ROUTES_EDIT)
    @Versioned
    @Operation(
            operationId = "replaceRoute",
            summary = "Replace a route",
            description =
                    "What is left out is as in a new route. Requests in progress go on where they began, as long as they"
                            + " would still be let in.")
    @Refuses({SLUG_TAKEN, ROUTE_TAKEN})
    ResponseEntity<RouteBody> replace(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String route,
            Precondition precondition,
            @RequestBody NewRoute request) {
        Organization organization = references.organization(actor, org);
        Recorded<Route> edited = operations
                .edit()
                .edit(
                        actor,
                        organization.id(),
                        references.route(route),
                        request.name(),
                        request.settings(),
                        precondition);
        return Answers.versioned(edited.value().version(), RouteBody.of(edited));
    }

    @DeleteMapping("/{route}")
    @Needs(Permission.ROUTES_EDIT)
    @Operation(
            operationId = "deleteRoute",
            summary = "Delete a route",
            description = "The policy for it goes with it, and the keys that are bound to it alone are revoked.")
    DeletedBody delete(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String route,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        return DeletedBody.of(
                operations.delete().delete(actor, organization.id(), references.route(route), precondition),
                deleted -> deleted.id().value());
    }
}
