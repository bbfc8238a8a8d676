package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.REQUEST_INVALID;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/audit-events")
@Tag(name = "audit", description = "Who did what, to what, when, from where; chained, so that changes show.")
final class AuditController {
    private final AuditRequests requests;
    private final AuditExports exports;
    private final References references;

    AuditController(AuditRequests requests, AuditExports exports, References references) {
        this.requests = requests;
        this.exports = exports;
        this.references = references;
    }

    @GetMapping
    @Needs(Permission.AUDIT_READ)
    @Operation(
            operationId = "listAuditEvents",
            summary = "List audit events",
            description = "Newest first; an event itself.")
    ListOf<AuditEventBody> list(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, AuditFilter filter, PageRequest page) {
        return requests.list(actor, chain(actor, org), filter, page);
    }

    @GetMapping("/export")
    @Needs(Permission.AUDIT_READ)
    @Operation(
            operationId = "exportAuditEvents",
            summary = "Export audit events",
            description = "Oldest first, as a stream; an event itself.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = {@Content(mediaType = "application/x-ndjson"), @Content(mediaType = "text/csv")})
    @Refuses(REQUEST_INVALID)
    void export(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            AuditFilter filter,
            @Parameter(description = "`jsonl` (the default) or `csv`.") @RequestParam Optional<String> format,
            HttpServletResponse response)
            throws IOException {
        Organization organization = references.organization(actor, org);
        exports.write(
                actor,
                Optional.of(organization.id()),
                organization.name().value(),
                organization.slug().value(),
                filter,
                format,
                response);
    }

    @GetMapping("/head")
    @Needs(Permission.AUDIT_READ)
    @Operation(
            operationId = "getAuditHead",
            summary = "Get the end of the chain of audit events",
            description = "Noted elsewhere, it shows later whether anything up to it was rewritten.")
    AuditPointBody head(@AuthenticationPrincipal Actor actor, @PathVariable String org) {
        return requests.head(chain(actor, org).chain());
    }

    @GetMapping("/verification")
    @Needs(Permission.AUDIT_READ)
    @Operation(
            operationId = "verifyAuditEvents",
            summary = "Verify the chain of audit events",
            description =
                    "In parts when it is long: while it is not complete, go on with `verified` as `after`. An event itself.")
    @Refuses(REQUEST_INVALID)
    AuditVerificationBody verify(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(description = "What is verified already, `SEQ:HASH`.") @RequestParam Optional<String> after,
            @Parameter(description = "An event that was noted, `SEQ:HASH`.") @RequestParam Optional<String> expect,
            @Parameter(description = "The most events to verify, 1 to 100000.") @RequestParam Optional<String> limit) {
        return requests.verify(actor, chain(actor, org), after, expect, limit);
    }

    private AuditRequests.Chain chain(Actor actor, String org) {
        return new AuditRequests.Chain(Optional.of(references.organization(actor, org)));
    }
}
