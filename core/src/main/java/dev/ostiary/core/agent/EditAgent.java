package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.ProjectStore;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;

/// Changes an agent's name and upstream, and moves it to another project. What is deployed stays as it is until the
/// next deployment.
public final class EditAgent {
    private final ProjectStore projects;
    private final AgentStore agents;
    private final ChangeRecorder recorder;

    public EditAgent(ProjectStore projects, AgentStore agents, ChangeRecorder recorder) {
        this.projects = projects;
        this.agents = agents;
        this.recorder = recorder;
    }

    /// Changes what is given and keeps what is empty, whatever it is.
    public Recorded<Agent> edit(Actor actor, OrganizationId organization, AgentId id, AgentEdit edit) {
        return edit(actor, organization, id, edit, Precondition.NONE);
    }

    /// Changes what is given and keeps what is empty.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<Agent> edit(
            Actor actor, OrganizationId organization, AgentId id, AgentEdit edit, Precondition precondition) {
        return recorder.record(actor, Permission.AGENTS_EDIT, organization, scope -> {
            edit.project().ifPresent(project -> RefusedException.requireFound(projects.lock(organization, project)));
            Agent before = agents.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(before.version());
            Agent after = before.edited(
                            edit.name().orElse(before.name()), edit.upstream().or(before::upstream))
                    .movedTo(edit.project().orElse(before.project()));
            if (!after.equals(before)) {
                agents.update(after);
                scope.audit(
                        organization,
                        AuditAction.AGENT_EDITED,
                        id.value(),
                        after.name().value(),
                        AuditChanges.between(AgentDetails.of(before), AgentDetails.of(after)));
            }
            return after;
        });
    }
}
