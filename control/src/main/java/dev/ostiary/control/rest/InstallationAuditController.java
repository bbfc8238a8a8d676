package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.REQUEST_INVALID;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.authority.Permission;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit-events")
@Tag(name = "audit")
final class InstallationAuditController {
    private final AuditRequests requests;
    private final AuditExports exports;

    InstallationAuditController(AuditRequests requests, AuditExports exports) {
        this.requests = requests;
        this.exports = exports;
    }

    @GetMapping
    @Needs(Permission.AUDIT_READ)
    @Operation(
            operationId = "listInstallationAuditEvents",
            summary = "List audit events of the installation",
            description = "What belongs to no organization. Takes the permission for all organizations.")
    ListOf<AuditEventBody> list(@AuthenticationPrincipal Actor actor, AuditFilter filter, PageRequest page) {
        return requests.list(actor, AuditRequests.Chain.INSTALLATION, filter, page);
    }

    @GetMapping("/export")
    @Needs(Permission.AUDIT_READ)
    @Operation(
            operationId = "exportInstallationAuditEvents",
            summary = "Export audit events of the installation",
            description = "Oldest first, as a stream; an event itself.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = {@Content(mediaType = "application/x-ndjson"), @Content(mediaType = "text/csv")})
    @Refuses(REQUEST_INVALID)
    void export(
            @AuthenticationPrincipal Actor actor,
            AuditFilter filter,
            @Parameter(description = "`jsonl` (the default) or `csv`.") @RequestParam Optional<String> format,
            HttpServletResponse response)
            throws IOException {
        AuditChain chain = AuditChain.INSTALLATION;
        exports.write(actor, Optional.empty(), chain.name(), chain.name(), filter, format, response);
    }

    @GetMapping("/head")
    @Needs(Permission.AUDIT_READ)
    @Operation(
            operationId = "getInstallationAuditHead",
            summary = "Get the end of the chain of the installation's audit events",
            description = "Noted elsewhere, it shows later whether anything up to it was rewritten.")
    AuditPointBody head() {
        return requests.head(AuditChain.INSTALLATION);
    }

    @GetMapping("/verification")
    @Needs(Permission.AUDIT_READ)
    @Operation(
            operationId = "verifyInstallationAuditEvents",
            summary = "Verify the chain of the installation's audit events",
            description = "In parts when it is long: while it is not complete, go on with `verified` as `after`.")
    @Refuses(REQUEST_INVALID)
    AuditVerificationBody verify(
            @AuthenticationPrincipal Actor actor,
            @Parameter(description = "What is verified already, `SEQ:HASH`.") @RequestParam Optional<String> after,
            @Parameter(description = "An event that was noted, `SEQ:HASH`.") @RequestParam Optional<String> expect,
            @Parameter(description = "The most events to verify, 1 to 100000.") @RequestParam Optional<String> limit) {
        return requests.verify(actor, AuditRequests.Chain.INSTALLATION, after, expect, limit);
    }
}
