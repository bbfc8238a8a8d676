package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.POLICY_TARGET_TAKEN;
import static dev.ostiary.core.problem.ProblemCode.SLUG_TAKEN;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.PolicyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.PolicyStore;
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
@RequestMapping("/api/v1/organizations/{org}/policies")
@Tag(
        name = "policies",
        description = "Who may pass on routes. A policy is for one route, or for the gateway: every route of the"
                + " organization without a policy of its own.")
final class PolicyController {
    private final PolicyStore policies;
    private final PolicyOperations operations;
    private final References references;

    PolicyController(Store store, PolicyOperations operations, References references) {
        this.policies = store.policies();
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @Versioned
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.ROUTES_EDIT)
    @Operation(operationId = "createPolicy", summary = "Create a policy")
    @Refuses({SLUG_TAKEN, POLICY_TARGET_TAKEN})
    ResponseEntity<PolicyBody> create(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody NewPolicy request) {
        Organization organization = references.organization(actor, org);
        Recorded<Policy> created = operations
                .create()
                .create(
                        actor,
                        organization.id(),
                        request.name(),
                        request.route().map(references::routeField),
                        request.settings());
        return Answers.created(
                "/api/v1/organizations/" + organization.id() + "/policies/"
                        + created.value().id(),
                created.value().version(),
                PolicyBody.of(created));
    }

    @GetMapping
    @Needs(Permission.ROUTES_READ)
    @Operation(operationId = "listPolicies", summary = "List policies")
    ListOf<PolicyBody> list(@AuthenticationPrincipal Actor actor, @PathVariable String org, PageRequest page) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(policies.list(organization.id(), page), PolicyBody::of);
    }

    @GetMapping("/{policy}")
    @Needs(Permission.ROUTES_READ)
    @Versioned
    @Operation(operationId = "getPolicy", summary = "Get a policy")
    ResponseEntity<PolicyBody> get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String policy) {
        Organization organization = references.organization(actor, org);
        return policies.find(organization.id(), references.policy(policy))
                .map(found -> Answers.versioned(found.version(), PolicyBody.of(found)))
                .orElseThrow(RefusedException::notFound);
    }

    @PutMapping("/{policy}")
    @Needs(Permission.ROUTES_EDIT)
    @Versioned
    @Operation(
            operationId = "replacePolicy",
            summary = "Replace a policy",
            description = "What is left out is as in a new policy. What it is for stays, and is left out here.")
    @Refuses(SLUG_TAKEN)
    ResponseEntity<PolicyBody> replace(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String policy,
            Precondition precondition,
            @RequestBody PolicyEdit request) {
        Organization organization = references.organization(actor, org);
        Recorded<Policy> edited = operations
                .edit()
                .edit(
                        actor,
                        organization.id(),
                        references.policy(policy),
                        request.name(),
                        request.settings(),
                        precondition);
        return Answers.versioned(edited.value().version(), PolicyBody.of(edited));
    }

    @DeleteMapping("/{policy}")
    @Needs(Permission.ROUTES_EDIT)
    @Operation(
            operationId = "deletePolicy",
            summary = "Delete a policy",
            description = "Its route then obeys the gateway's policy, or lets everyone pass when there is none.")
    DeletedBody delete(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String policy,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        return DeletedBody.of(
                operations.delete().delete(actor, organization.id(), references.policy(policy), precondition),
                deleted -> deleted.id().value());
    }
}
