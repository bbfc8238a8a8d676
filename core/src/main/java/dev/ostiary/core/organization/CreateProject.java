package dev.ostiary.core.organization;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;

/// Creates a project.
public final class CreateProject {
    private final OrganizationStore organizations;
    private final ProjectStore projects;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public CreateProject(
            OrganizationStore organizations, ProjectStore projects, ChangeRecorder recorder, Randomness randomness) {
        this.organizations = organizations;
        this.projects = projects;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Creates the project.
    ///
    /// @throws RefusedException `resource.not-found` for the organization; `slug.taken`
    public Recorded<Project> create(Actor actor, OrganizationId organization, Slug slug, DisplayName name) {
        return recorder.record(actor, Permission.PROJECTS_EDIT, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            Project project =
                    new Project(ProjectId.create(randomness, scope.now()), organization, slug, name, scope.now());
            projects.insert(project);
            scope.audit(
                    organization,
                    AuditAction.PROJECT_CREATED,
                    project.id().value(),
                    name.value(),
                    AuditChanges.made(OrganizationDetails.of(project)));
            return project;
        });
    }
}
