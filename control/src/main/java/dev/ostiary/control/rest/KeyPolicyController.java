package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.key.KeyPolicy;
import dev.ostiary.core.key.KeyPolicyStore;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/key-policy")
@Tag(name = "keys")
final class KeyPolicyController {
    private final KeyPolicyStore policies;
    private final KeyOperations operations;
    private final References references;

    KeyPolicyController(Store store, KeyOperations operations, References references) {
        this.policies = store.keyPolicies();
        this.operations = operations;
        this.references = references;
    }

    @GetMapping
    @Needs(Permission.KEYS_READ)
    @Versioned
    @Operation(operationId = "getKeyPolicy", summary = "Get what is allowed of keys")
    ResponseEntity<KeyPolicyBody> get(@AuthenticationPrincipal Actor actor, @PathVariable String org) {
        Organization organization = references.organization(actor, org);
        KeyPolicy policy = policies.get(organization.id());
        return Answers.versioned(policy.version(organization.id()), KeyPolicyBody.of(policy, Optional.empty()));
    }

    @PutMapping
    @Needs(Permission.POLICY_EDIT)
    @Versioned
    @Operation(
            operationId = "setKeyPolicy",
            summary = "Set what is allowed of keys",
            description = "It holds for keys that are made, imported or given another expiry from now on.")
    ResponseEntity<KeyPolicyBody> set(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            Precondition precondition,
            @RequestBody KeyPolicyRequest request) {
        Organization organization = references.organization(actor, org);
        Recorded<KeyPolicy> recorded =
                operations.setPolicy().set(actor, organization.id(), request.policy(), precondition);
        return Answers.versioned(
                recorded.value().version(organization.id()),
                KeyPolicyBody.of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied()))));
    }
}
