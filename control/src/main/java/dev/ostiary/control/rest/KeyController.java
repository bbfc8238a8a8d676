package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.AGENT_NOT_DEPLOYED;
import static dev.ostiary.core.problem.ProblemCode.AGENT_WITHOUT_KEY_SECURITY;
import static dev.ostiary.core.problem.ProblemCode.KEY_EXPIRY_REQUIRED;
import static dev.ostiary.core.problem.ProblemCode.KEY_LIFE_TOO_LONG;
import static dev.ostiary.core.problem.ProblemCode.KEY_NAME_TAKEN;
import static dev.ostiary.core.problem.ProblemCode.KEY_SCOPE_WIDER;
import static dev.ostiary.core.problem.ProblemCode.KEY_SECURITY_OFF;
import static dev.ostiary.core.problem.ProblemCode.KEY_TOO_MANY;

import dev.ostiary.control.idempotency.ShownOnce;
import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.Installation;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/keys")
@Tag(name = "keys", description = "API keys, with which callers open agents at the gateway.")
final class KeyController {
    private final KeyStore keys;
    private final KeyOperations operations;
    private final References references;
    private final KeyFilterArgument filters;
    private final KeyBodies bodies;
    private final Installation installation;

    KeyController(
            Store store,
            KeyOperations operations,
            References references,
            KeyFilterArgument filters,
            KeyBodies bodies,
            Installation installation) {
        this.filters = filters;
        this.keys = store.keys();
        this.operations = operations;
        this.references = references;
        this.bodies = bodies;
        this.installation = installation;
    }

    @PostMapping
    @Versioned
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.KEYS_ISSUE)
    @Operation(
            operationId = "createKey",
            summary = "Create a key",
            description = "The answer holds the secret, which is not kept and never shown again.")
    @Refuses({
        KEY_NAME_TAKEN,
        KEY_LIFE_TOO_LONG,
        KEY_EXPIRY_REQUIRED,
        KEY_TOO_MANY,
        AGENT_NOT_DEPLOYED,
        AGENT_WITHOUT_KEY_SECURITY,
        KEY_SECURITY_OFF
    })
    ResponseEntity<IssuedKeyBody> create(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody NewKeyRequest request) {
        Organization organization = references.organization(actor, org);
        Optional<Target> target = target(organization, request);
        KeyBinding binding = target.<KeyBinding>map(Target::binding)
                .or(() -> request.routes().map(KeyBinding.OwnRoutes::new))
                .orElseGet(KeyBinding.WholeOrganization::new);
        Recorded<IssuedKey> recorded = operations.issue().issue(actor, organization.id(), request.key(binding));
        IssuedKey issued = recorded.value();
        return Answers.created(
                "/api/v1/organizations/" + organization.id() + "/keys/"
                        + issued.key().id(),
                issued.key().version(),
                new IssuedKeyBody(
                        bodies.ofNew(
                                issued.key(),
                                target.map(Target::agent),
                                target.map(Target::environment),
                                AppliedBody.of(recorded.applied())),
                        target.map(found -> installation.invokeUrl(
                                organization.slug(),
                                found.environment().slug(),
                                found.agent().slug())),
                        new ShownOnce(issued.secret())));
    }

    @GetMapping
    @Needs(Permission.KEYS_READ)
    @Operation(operationId = "listKeys", summary = "List keys", description = """
                    Revoked ones too, deleted ones not. A key must meet every criterion that is given. Sorted by use, \
                    expiry or name, `cursor` is a place in what is sorted: a key that is used or renamed between two \
                    parts may be in both or in none.""")
    @Parameter(name = "sort", in = ParameterIn.QUERY, description = KeyFilterArgument.SORT)
    @FiltersKeys
    ListOf<KeyBody> list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> criteria,
            PageRequest page) {
        Organization organization = references.organization(actor, org);
        KeyFilterArgument.Asked asked = filters.read(organization, criteria);
        return ListOf.of(bodies.of(keys.list(organization.id(), asked.filter(), asked.sort(), page)));
    }

    @GetMapping("/{key}")
    @Needs(Permission.KEYS_READ)
    @Versioned
    @Operation(operationId = "getKey", summary = "Get a key")
    ResponseEntity<KeyBody> get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String key) {
        Organization organization = references.organization(actor, org);
        return keys.find(organization.id(), references.key(key))
                .map(found -> Answers.versioned(found.version(), bodies.of(found)))
                .orElseThrow(RefusedException::notFound);
    }

    @PatchMapping("/{key}")
    @Needs(Permission.KEYS_EDIT)
    @Versioned
    @Operation(
            operationId = "editKey",
            summary = "Edit a key",
            description = "Its secret, binding and expiry stay. The next request is judged by what it is now.")
    @Refuses({KEY_NAME_TAKEN, KEY_SCOPE_WIDER})
    ResponseEntity<KeyBody> edit(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            Precondition precondition,
            @RequestBody KeyEditRequest request) {
        Organization organization = references.organization(actor, org);
        KeyId id = references.key(key);
        KeyBodies.Surroundings around = bodies.around(organization, id);
        Recorded<ApiKey> edited = operations.edit().edit(actor, organization.id(), id, request.edit(), precondition);
        return Answers.versioned(edited.value().version(), bodies.of(edited, around));
    }

    @DeleteMapping("/{key}")
    @Needs(Permission.KEYS_REVOKE)
    @Operation(
            operationId = "deleteKey",
            summary = "Delete a key",
            description = "Revokes it and hides it; its name is free again.")
    DeletedBody delete(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        return DeletedBody.of(
                operations.delete().delete(actor, organization.id(), references.key(key), precondition),
                deleted -> deleted.id().value());
    }

    private Optional<Target> target(Organization organization, NewKeyRequest request) {
        return request.agent()
                .flatMap(agent -> request.environment()
                        .map(environment -> new Target(
                                references.agentField(organization, agent),
                                references.environmentField(organization, environment))));
    }

    /// The agent and the environment that a key is asked for.
    private record Target(Agent agent, Environment environment) {
        KeyBinding.AgentInEnvironment binding() {
            return new KeyBinding.AgentInEnvironment(agent.id(), environment.id());
        }
    }
}
