package dev.ostiary.core.organization;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;

/// Deletes a project that no agent is in. The default one stays, so that there is always one to be in.
public final class DeleteProject {
    private final ProjectStore projects;
    private final ChangeRecorder recorder;

    public DeleteProject(ProjectStore projects, ChangeRecorder recorder) {
        this.projects = projects;
        this.recorder = recorder;
    }

    /// Deletes the project, whatever it is.
    public Recorded<Project> delete(Actor actor, OrganizationId organization, ProjectId id) {
        return delete(actor, organization, id, Precondition.NONE);
    }

    /// Deletes the project.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `project.is-default`;
    /// `project.not-empty`
    public Recorded<Project> delete(Actor actor, OrganizationId organization, ProjectId id, Precondition precondition) {
        return recorder.record(actor, Permission.PROJECTS_EDIT, organization, scope -> {
            Project project = projects.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(project.version());
            if (project.isDefault()) {
                throw new RefusedException(ProblemCode.PROJECT_IS_DEFAULT);
            }
            if (!projects.isEmpty(organization, id)) {
                throw new RefusedException(ProblemCode.PROJECT_NOT_EMPTY);
            }
            projects.delete(organization, id, scope.now());
            scope.audit(
                    organization,
                    AuditAction.PROJECT_DELETED,
                    id.value(),
                    project.name().value(),
                    AuditChanges.removed(OrganizationDetails.of(project)));
            return project;
        });
    }
}
