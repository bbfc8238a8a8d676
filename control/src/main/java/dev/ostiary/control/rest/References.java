package dev.ostiary.control.rest;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentStore;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.credit.PlanStore;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.PolicyId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.organization.ProjectStore;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import java.util.List;
import java.util.Optional;

/// Finds what a path, a field or a parameter names, by slug or by identifier. The one place that decides whether an
/// actor may see an organization; agents and environments are looked for inside an organization that was found here, so
/// another organization's thing is not found, in the very words of a missing one.
public final class References {
    private final OrganizationStore organizations;
    private final ProjectStore projects;
    private final AgentStore agents;
    private final EnvironmentStore environments;
    private final PlanStore plans;

    References(Store store) {
        this.organizations = store.organizations();
        this.projects = store.projects();
        this.agents = store.agents();
        this.environments = store.environments();
        this.plans = store.plans();
    }

    /// The organization of a path, when the actor may see it.
    ///
    /// @throws RefusedException `resource.not-found`, as everything here
    public Organization organization(Actor actor, String reference) {
        return OrganizationId.parse(reference)
                .flatMap(organizations::find)
                .or(() -> Slug.parse(reference).flatMap(organizations::findBySlug))
                .filter(organization -> actor.maySee(organization.id()))
                .orElseThrow(RefusedException::notFound);
    }

    Plan plan(String reference) {
        return findPlan(reference).orElseThrow(RefusedException::notFound);
    }

    /// The plan that the field `plan` of a body names.
    Plan planField(String reference) {
        return findPlan(reference)
                .orElseThrow(() -> new RefusedException(
                        ProblemCode.RESOURCE_NOT_FOUND,
                        List.of(new FieldProblem("plan", "name one that exists in the installation"))));
    }

    /// The agent of a path.
    public Agent agent(Organization organization, String reference) {
        return findAgent(organization, reference).orElseThrow(RefusedException::notFound);
    }

    /// The environment of a path.
    public Environment environment(Organization organization, String reference) {
        return findEnvironment(organization, reference).orElseThrow(RefusedException::notFound);
    }

    public Project project(Organization organization, String reference) {
        return findProject(organization, reference).orElseThrow(RefusedException::notFound);
    }

    /// The project that the field `project` of a body or a query names.
    public Project projectField(Organization organization, String reference) {
        return findProject(organization, reference).orElseThrow(() -> noSuch("project"));
    }

    /// The agent that the field `agent` of a body or a query names.
    Agent agentField(Organization organization, String reference) {
        return findAgent(organization, reference).orElseThrow(() -> noSuch("agent"));
    }

    /// The environment that the field `environment` of a body or a query names.
    public Environment environmentField(Organization organization, String reference) {
        return findEnvironment(organization, reference).orElseThrow(() -> noSuch("environment"));
    }

    /// The same for a deployment; where there is none at all, that is the reason.
    Environment environmentToDeployTo(Organization organization, String reference) {
        return findEnvironment(organization, reference)
                .orElseThrow(() -> environments
                                .list(organization.id(), new PageRequest(1, Optional.empty()))
                                .items()
                                .isEmpty()
                        ? new RefusedException(ProblemCode.ENVIRONMENT_NONE)
                        : noSuch("environment"));
    }

    /// The key of a path; whether it exists is found out later.
    public KeyId key(String reference) {
        return KeyId.parse(reference).orElseThrow(RefusedException::notFound);
    }

    public RouteId route(String reference) {
        return RouteId.parse(reference).orElseThrow(RefusedException::notFound);
    }

    /// The route that the field `route` of a body names; whether it exists is found out later.
    RouteId routeField(String reference) {
        return RouteId.parse(reference).orElseThrow(() -> noSuch("route"));
    }

    public PolicyId policy(String reference) {
        return PolicyId.parse(reference).orElseThrow(RefusedException::notFound);
    }

    public ProviderKeyId providerKey(String reference) {
        return ProviderKeyId.parse(reference).orElseThrow(RefusedException::notFound);
    }

    public AccountId member(String reference) {
        return AccountId.parse(reference).orElseThrow(RefusedException::notFound);
    }

    public InvitationId invitation(String reference) {
        return InvitationId.parse(reference).orElseThrow(RefusedException::notFound);
    }

    public ManagementKeyId managementKey(String reference) {
        return ManagementKeyId.parse(reference).orElseThrow(RefusedException::notFound);
    }

    /// The deployment of a path; whether it exists is found out later.
    public DeploymentId deployment(String reference) {
        return DeploymentId.parse(reference).orElseThrow(RefusedException::notFound);
    }

    private Optional<Plan> findPlan(String reference) {
        return PlanId.parse(reference)
                .flatMap(plans::find)
                .or(() -> Slug.parse(reference).flatMap(plans::findBySlug));
    }

    private Optional<Project> findProject(Organization organization, String reference) {
        return ProjectId.parse(reference)
                .flatMap(id -> projects.find(organization.id(), id))
                .or(() -> Slug.parse(reference).flatMap(slug -> projects.findBySlug(organization.id(), slug)));
    }

    private Optional<Agent> findAgent(Organization organization, String reference) {
        return AgentId.parse(reference)
                .flatMap(id -> agents.find(organization.id(), id))
                .or(() -> Slug.parse(reference).flatMap(slug -> agents.findBySlug(organization.id(), slug)));
    }

    private Optional<Environment> findEnvironment(Organization organization, String reference) {
        return EnvironmentId.parse(reference)
                .flatMap(id -> environments.find(organization.id(), id))
                .or(() -> Slug.parse(reference).flatMap(slug -> environments.findBySlug(organization.id(), slug)));
    }

    private static RefusedException noSuch(String field) {
        return new RefusedException(
                ProblemCode.RESOURCE_NOT_FOUND,
                List.of(new FieldProblem(field, "name one that exists in the organization, by slug or by id")));
    }
}
