package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.AGENT_EXTERNAL;
import static dev.ostiary.core.problem.ProblemCode.AGENT_WITHOUT_KEY_SECURITY;
import static dev.ostiary.core.problem.ProblemCode.AGENT_WITHOUT_UPSTREAM;
import static dev.ostiary.core.problem.ProblemCode.DEPLOYMENT_SUPERSEDED;
import static dev.ostiary.core.problem.ProblemCode.ENVIRONMENT_NONE;
import static dev.ostiary.core.problem.ProblemCode.SETTINGS_STALE;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.wiring.DeploymentOperations;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.DeploymentStore;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/agents/{agent}/deployments")
@Tag(
        name = "deployments",
        description =
                "Agents in environments, as numbered revisions that never change. Settings are edited until they are"
                        + " deployed.")
final class DeploymentController {
    private final DeploymentStore deployments;
    private final EnvironmentStore environments;
    private final DeploymentOperations operations;
    private final References references;
    private final DeploymentBodies bodies;

    DeploymentController(Store store, DeploymentOperations operations, References references, DeploymentBodies bodies) {
        this.deployments = store.deployments();
        this.environments = store.environments();
        this.operations = operations;
        this.references = references;
        this.bodies = bodies;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.AGENTS_DEPLOY)
    @Operation(
            operationId = "deployAgent",
            summary = "Deploy an agent",
            description =
                    "Its settings in the environment become the next revision, which takes the place of the one"
                            + " before. Settings that are given are set first, which takes the permission `agents.edit` besides.")
    @Refuses({AGENT_WITHOUT_UPSTREAM, AGENT_EXTERNAL, AGENT_WITHOUT_KEY_SECURITY, SETTINGS_STALE, ENVIRONMENT_NONE})
    ResponseEntity<DeploymentBody> deploy(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @RequestBody NewDeployment request) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        Environment environment = references.environmentToDeployTo(organization, request.environment());
        Optional<Deployment> before = bodies.newest(found, environment.id());
        return created(
                organization,
                found,
                bodies.ofNew(
                        organization,
                        found,
                        Optional.of(environment),
                        before,
                        operations
                                .deploy()
                                .deploy(
                                        actor,
                                        organization.id(),
                                        found.id(),
                                        environment.id(),
                                        request.settings().edit(),
                                        request.settings().version())));
    }

    private static ResponseEntity<DeploymentBody> created(Organization organization, Agent agent, DeploymentBody body) {
        return Answers.created(
                "/api/v1/organizations/" + organization.id() + "/agents/" + agent.id() + "/deployments/" + body.id(),
                body);
    }

    @PostMapping("/{deployment}/roll-back")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.AGENTS_DEPLOY)
    @Operation(
            operationId = "rollBackDeployment",
            summary = "Roll back to a deployment",
            description =
                    "Deploys a new revision equal to that one, and makes its settings those of the next one. Of the"
                            + " live revision it makes another one without what is pending, which is lost.")
    @Refuses({AGENT_EXTERNAL, SETTINGS_STALE})
    ResponseEntity<DeploymentBody> rollBack(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String deployment,
            @RequestBody RollBackRequest request) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        Deployment old = deployment(found, deployment);
        Optional<Environment> environment = environments.find(organization.id(), old.environment());
        Optional<Deployment> before = bodies.newest(found, old.environment());
        return created(
                organization,
                found,
                bodies.ofNew(
                        organization,
                        found,
                        environment,
                        before,
                        operations
                                .rollBack()
                                .rollBack(actor, organization.id(), found.id(), old.id(), request.version())));
    }

    @GetMapping
    @Needs(Permission.AGENTS_READ)
    @Operation(
            operationId = "listDeployments",
            summary = "List an agent's deployments",
            description = "In every environment, the superseded and the undeployed ones too.")
    ListOf<DeploymentBody> list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @Parameter(description = "Only those in that environment, by slug or by id.", example = "production")
                    @RequestParam(name = "environment")
                    Optional<String> inEnvironment,
            PageRequest page) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        Optional<EnvironmentId> environment = inEnvironment.map(
                named -> references.environmentField(organization, named).id());
        return ListOf.of(
                bodies.of(organization, found, deployments.list(organization.id(), found.id(), environment, page)));
    }

    @GetMapping("/{deployment}")
    @Needs(Permission.AGENTS_READ)
    @Operation(operationId = "getDeployment", summary = "Get a deployment")
    DeploymentBody get(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String deployment) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        return bodies.of(organization, found, deployment(found, deployment));
    }

    @DeleteMapping("/{deployment}")
    @Needs(Permission.AGENTS_DEPLOY)
    @Operation(
            operationId = "undeployAgent",
            summary = "Undeploy an agent",
            description = "Takes the live revision off. Nothing older comes back in its place; the record stays.")
    @Refuses(DEPLOYMENT_SUPERSEDED)
    DeploymentBody undeploy(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String deployment) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        Deployment live = deployment(found, deployment);
        // Looked up before, so that a store failing afterwards cannot deny what is done.
        Optional<Environment> environment = environments.find(organization.id(), live.environment());
        Optional<Deployment> before = bodies.before(live);
        return bodies.ofEnded(
                organization,
                found,
                environment,
                before,
                operations.undeploy().undeploy(actor, organization.id(), found.id(), live.id()));
    }

    /// An agent's deployment; that of another agent is not found.
    private Deployment deployment(Agent agent, String reference) {
        return deployments
                .find(agent.organization(), references.deployment(reference))
                .filter(candidate -> candidate.agent().equals(agent.id()))
                .orElseThrow(RefusedException::notFound);
    }
}
