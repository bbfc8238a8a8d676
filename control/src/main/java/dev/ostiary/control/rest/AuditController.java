package dev.ostiary.control.rest;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/audit-events")
@Tag(name = "audit", description = "Who did what, to what, when.")
final class AuditController {
    private final AuditLog audit;
    private final References references;

    AuditController(Store store, References references) {
        this.audit = store.audit();
        this.references = references;
    }

    @GetMapping
    @Operation(operationId = "listAuditEvents", summary = "List audit events")
    ListOf<AuditEventBody> list(@AuthenticationPrincipal Actor actor, @PathVariable String org, PageRequest page) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(audit.list(organization.id(), page), AuditEventBody::of);
    }
}
