package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/keys/{key}/denials")
@Tag(name = "denials")
final class KeyDenialController {
    private final KeyOperations operations;
    private final References references;

    KeyDenialController(KeyOperations operations, References references) {
        this.operations = operations;
        this.references = references;
    }

    @GetMapping
    @Needs(Permission.DENIALS_READ)
    @Operation(
            operationId = "listKeyDenials",
            summary = "Explain why requests with a key were denied",
            description = "Newest first. Nodes write denials down within seconds, a bounded number of them, and keep"
                    + " them for a while.")
    ListOf<DenialBody> list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            PageRequest page) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(
                operations.explain().ofKey(actor, organization.id(), references.key(key), page), DenialBody::of);
    }
}
