package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.EnvironmentOperations;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/environments/{environment}")
@Tag(name = "environments")
final class EnvironmentProtectionController {
    private final EnvironmentOperations operations;
    private final References references;

    EnvironmentProtectionController(EnvironmentOperations operations, References references) {
        this.operations = operations;
        this.references = references;
    }

    @PostMapping("/protect")
    @Needs(Permission.ENVIRONMENTS_PROTECTED)
    @Operation(
            operationId = "protectEnvironment",
            summary = "Protect an environment",
            description =
                    "From then on it takes `environments.protected` besides to deploy there, to undeploy, and to make, "
                            + "change or end keys for it, keys for the whole organization too. Protecting a protected one changes nothing.")
    EnvironmentBody protect(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String environment) {
        Organization organization = references.organization(actor, org);
        Environment found = references.environment(organization, environment);
        return EnvironmentBody.of(operations.protect().protect(actor, organization.id(), found.id()));
    }

    @PostMapping("/unprotect")
    @Needs(Permission.ENVIRONMENTS_PROTECTED)
    @Operation(
            operationId = "unprotectEnvironment",
            summary = "End the protection of an environment",
            description = "Doing so twice changes nothing.")
    EnvironmentBody unprotect(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String environment) {
        Organization organization = references.organization(actor, org);
        Environment found = references.environment(organization, environment);
        return EnvironmentBody.of(operations.protect().unprotect(actor, organization.id(), found.id()));
    }
}
