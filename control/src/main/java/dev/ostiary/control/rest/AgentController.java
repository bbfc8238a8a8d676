package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.SLUG_TAKEN;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.AgentOperations;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentEdit;
import dev.ostiary.core.agent.AgentStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.precondition.Precondition;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/agents")
@Tag(name = "agents", description = "What answers requests. Nobody can call an agent until it is deployed.")
final class AgentController {
    private final AgentStore agents;
    private final AgentOperations operations;
    private final References references;

    AgentController(Store store, AgentOperations operations, References references) {
        this.agents = store.agents();
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.AGENTS_EDIT)
    @Operation(operationId = "createAgent", summary = "Create an agent")
    @Refuses(SLUG_TAKEN)
    @Versioned
    ResponseEntity<AgentBody> create(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody NewAgentRequest request) {
        Organization organization = references.organization(actor, org);
        Optional<ProjectId> project = request.project()
                .map(named -> references.projectField(organization, named).id());
        Recorded<Agent> created = operations.create().create(actor, organization.id(), request.agent(project));
        return Answers.created(
                "/api/v1/organizations/" + organization.id() + "/agents/"
                        + created.value().id(),
                created.value().version(),
                AgentBody.of(created));
    }

    @GetMapping
    @Needs(Permission.AGENTS_READ)
    @Operation(operationId = "listAgents", summary = "List agents")
    ListOf<AgentBody> list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(description = "Only those in that project, by slug or by id.", example = "backend")
                    @RequestParam(name = "project")
                    Optional<String> inProject,
            NamedListing listing) {
        Organization organization = references.organization(actor, org);
        Optional<ProjectId> project = inProject.map(
                named -> references.projectField(organization, named).id());
        return ListOf.of(agents.list(organization.id(), project, listing), AgentBody::of);
    }

    @GetMapping("/{agent}")
    @Needs(Permission.AGENTS_READ)
    @Operation(operationId = "getAgent", summary = "Get an agent")
    @Versioned
    ResponseEntity<AgentBody> get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String agent) {
        Agent found = references.agent(references.organization(actor, org), agent);
        return Answers.versioned(found.version(), AgentBody.of(found));
    }

    @PatchMapping("/{agent}")
    @Needs(Permission.AGENTS_EDIT)
    @Operation(
            operationId = "editAgent",
            summary = "Edit an agent",
            description = "Its name, upstream and project. What is deployed stays as it is until the next deployment.")
    @Versioned
    ResponseEntity<AgentBody> edit(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            Precondition precondition,
            @RequestBody AgentEditRequest request) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        Optional<ProjectId> project = request.project()
                .map(named -> references.projectField(organization, named).id());
        Recorded<Agent> changed = operations
                .edit()
                .edit(
                        actor,
                        organization.id(),
                        found.id(),
                        new AgentEdit(request.name(), request.upstream(), project),
                        precondition);
        return Answers.versioned(changed.value().version(), AgentBody.of(changed));
    }

    @DeleteMapping("/{agent}")
    @Needs(Permission.AGENTS_EDIT)
    @Operation(
            operationId = "deleteAgent",
            summary = "Delete an agent",
            description = "Its deployments are taken off, and the keys that are bound to it are revoked.")
    DeletedBody delete(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        Agent found = references.agent(organization, agent);
        return DeletedBody.of(
                operations.delete().delete(actor, organization.id(), found.id(), precondition),
                deleted -> deleted.id().value());
    }
}
