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
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;

/// Gives a project another name; its slug stays.
public final class RenameProject {
    private final ProjectStore projects;
    private final ChangeRecorder recorder;

    public RenameProject(ProjectStore projects, ChangeRecorder recorder) {
        this.projects = projects;
        this.recorder = recorder;
    }

    /// Renames the project, whatever it is.
    public Recorded<Project> rename(Actor actor, OrganizationId organization, ProjectId id, DisplayName name) {
        return rename(actor, organization, id, name, Precondition.NONE);
    }

    /// Renames the project.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<Project> rename(
            Actor actor, OrganizationId organization, ProjectId id, DisplayName name, Precondition precondition) {
        return recorder.record(actor, Permission.PROJECTS_EDIT, organization, scope -> {
            Project before = projects.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(before.version());
            Project after = before.renamed(name);
            if (!after.equals(before)) {
                projects.update(after);
                scope.audit(
                        organization,
                        AuditAction.PROJECT_RENAMED,
                        id.value(),
                        name.value(),
                        AuditChanges.between(OrganizationDetails.of(before), OrganizationDetails.of(after)));
            }
            return after;
        });
    }
}
