package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.AGENT_EXTERNAL;
import static dev.ostiary.core.problem.ProblemCode.AGENT_NOT_DEPLOYED;
import static dev.ostiary.core.problem.ProblemCode.AGENT_WITHOUT_KEY_SECURITY;
import static dev.ostiary.core.problem.ProblemCode.SETTINGS_STALE;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.wiring.DeploymentOperations;
import dev.ostiary.control.wiring.Installation;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/agents/{agent}/environments")
@Tag(name = "deployments")
final class AgentEnvironmentController {
    private final EnvironmentStore environments;
    private final DeploymentOperations operations;
    private final References references;
    private final AgentEnvironmentBodies bodies;
    private final Installation installation;

    AgentEnvironmentController(
            Store store,
            DeploymentOperations operations,
            References references,
            AgentEnvironmentBodies bodies,
            Installation installation) {
        this.environments = store.environments();
        this.operations = operations;
        this.references = references;
        this.bodies = bodies;
        this.installation = installation;
    }

    @GetMapping
    @Needs(Permission.AGENTS_READ)
    @Operation(operationId = "listAgentEnvironments", summary = "List how an agent stands in each environment")
    ListOf<AgentEnvironmentBody> list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            PageRequest page) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        return ListOf.of(
                environments.list(organization.id(), page), environment -> bodies.of(organization, found, environment));
    }

    @GetMapping("/{environment}")
    @Needs(Permission.AGENTS_READ)
    @Operation(
            operationId = "getAgentEnvironment",
            summary = "Get how an agent stands in an environment",
            description = "What is live, what is pending, whether keys can be made, and a call to copy.")
    AgentEnvironmentBody get(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String environment) {
        Organization organization = references.organization(actor, org);
        return bodies.of(
                organization, references.agent(organization, agent), references.environment(organization, environment));
    }

    @PatchMapping("/{environment}")
    @Needs(Permission.AGENTS_EDIT)
    @Operation(
            operationId = "editDeploymentSettings",
            summary = "Edit an agent's settings in an environment",
            description = "They are pending until the next deployment: what is live stays as it is.")
    @Refuses({AGENT_EXTERNAL, AGENT_WITHOUT_KEY_SECURITY, SETTINGS_STALE})
    AgentEnvironmentBody edit(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String environment,
            @RequestBody SettingsEditRequest request) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        Environment where = references.environment(organization, environment);
        AgentEnvironmentBodies.Live live = bodies.live(organization, found, where);
        return bodies.of(
                organization,
                found,
                where,
                live,
                operations
                        .editSettings()
                        .edit(actor, organization.id(), found.id(), where.id(), request.edit(), request.version()));
    }

    @PostMapping("/{environment}/test-key")
    @Needs(Permission.TEST_KEYS_ISSUE)
    @Operation(
            operationId = "issueTestKey",
            summary = "Issue a test key, or renew it",
            description =
                    "A key of ten minutes for whoever asks, for this agent in this environment and nothing else. Each"
                            + " has one; asking again puts another in its place. It is in no listing of keys.")
    @Refuses({AGENT_NOT_DEPLOYED, AGENT_WITHOUT_KEY_SECURITY})
    IssuedTestKeyBody issueTestKey(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String environment) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        Environment where = references.environment(organization, environment);
        return IssuedTestKeyBody.of(
                installation.invokeUrl(organization.slug(), where.slug(), found.slug()),
                operations
                        .issueTestKey()
                        .issue(actor, organization.id(), new KeyBinding.AgentInEnvironment(found.id(), where.id())));
    }
}
