package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.key.KeyPolicy;
import dev.ostiary.core.key.KeyPolicyStore;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
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
    @Operation(operationId = "getKeyPolicy", summary = "Get what is allowed of keys")
    KeyPolicyBody get(@AuthenticationPrincipal Actor actor, @PathVariable String org) {
        Organization organization = references.organization(actor, org);
        return KeyPolicyBody.of(policies.get(organization.id()), Optional.empty());
    }

    @PutMapping
    @Needs(Permission.POLICY_EDIT)
    @Operation(
            operationId = "setKeyPolicy",
            summary = "Set what is allowed of keys",
            description = "It holds for keys that are made, imported or given another expiry from now on.")
    KeyPolicyBody set(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody KeyPolicyRequest request) {
        Organization organization = references.organization(actor, org);
        Recorded<KeyPolicy> recorded = operations.setPolicy().set(actor, organization.id(), request.policy());
        return KeyPolicyBody.of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }
}
