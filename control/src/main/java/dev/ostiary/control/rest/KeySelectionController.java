package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.KEY_SELECTION_STALE;
import static dev.ostiary.core.problem.ProblemCode.REQUEST_INVALID;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.LiveSelection;
import dev.ostiary.core.organization.Organization;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/keys/revocation")
@Tag(name = "keys")
final class KeySelectionController {
    private final KeyOperations operations;
    private final References references;
    private final KeyFilterArgument filters;
    private final KeyBodies bodies;

    KeySelectionController(
            KeyOperations operations, References references, KeyFilterArgument filters, KeyBodies bodies) {
        this.operations = operations;
        this.references = references;
        this.filters = filters;
        this.bodies = bodies;
    }

    @GetMapping
    @Needs(Permission.KEYS_REVOKE)
    @Operation(
            operationId = "previewRevocation",
            summary = "Look at the keys that a filter selects",
            description = "Those of a listing by the same criteria that are not revoked. Nothing is changed.")
    @FiltersKeys
    @Refuses(REQUEST_INVALID)
    KeySelectionBody preview(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> criteria) {
        Organization organization = references.organization(actor, org);
        KeyFilter filter = filters.read(organization, criteria).filter();
        LiveSelection selection = operations.revokeAll().preview(actor, organization.id(), filter);
        return new KeySelectionBody(selection.keys().size(), bodies.of(selection.sample()), selection.token());
    }

    @PostMapping
    @Needs(Permission.KEYS_REVOKE)
    @Operation(
            operationId = "revokeKeys",
            summary = "Revoke the keys that a filter selects",
            description = "Exactly those of the preview whose token is given, in one transaction: all or none.")
    @FiltersKeys
    @Refuses(KEY_SELECTION_STALE)
    RevokedKeysBody revoke(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> criteria,
            @RequestBody KeySelectionRequest request) {
        Organization organization = references.organization(actor, org);
        KeyFilter filter = filters.read(organization, criteria).filter();
        Recorded<Integer> recorded = operations.revokeAll().revoke(actor, organization.id(), filter, request.token());
        return new RevokedKeysBody(recorded.value(), AppliedBody.of(recorded.applied()));
    }
}
