package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.regex.Pattern;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/denials")
@Tag(name = "denials", description = "Why requests were denied.")
final class DenialController {
    private static final Pattern REQUEST = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    private final KeyOperations operations;
    private final References references;

    DenialController(KeyOperations operations, References references) {
        this.operations = operations;
        this.references = references;
    }

    @GetMapping("/{request}")
    @Needs(Permission.DENIALS_READ)
    @Operation(
            operationId = "explainDenial",
            summary = "Explain why a request was denied",
            description =
                    "By the request id in its answer. Nodes write denials down within seconds, a bounded number of "
                            + "them, and keep them for a while.")
    DenialBody explain(@AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String request) {
        Organization organization = references.organization(actor, org);
        if (!REQUEST.matcher(request).matches()) {
            throw RefusedException.notFound();
        }
        return DenialBody.of(operations.explain().explain(actor, organization.id(), request));
    }
}
