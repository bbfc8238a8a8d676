package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;
import java.util.Optional;

/// Changes an agent's name and upstream. What is deployed stays as it is until the next deployment.
public final class EditAgent {
    private final AgentStore agents;
    private final ChangeRecorder recorder;

    public EditAgent(AgentStore agents, ChangeRecorder recorder) {
        this.agents = agents;
        this.recorder = recorder;
    }

    /// Changes what is given and keeps what is empty.
    ///
    /// @throws RefusedException `resource.not-found`
    public Recorded<Agent> edit(
            Actor actor,
            OrganizationId organization,
            AgentId id,
            Optional<DisplayName> name,
            Optional<UpstreamUrl> upstream) {
        return recorder.record(actor, organization, scope -> {
            Agent before = agents.lock(organization, id).orElseThrow(RefusedException::notFound);
            Agent after = before.edited(name.orElse(before.name()), upstream.or(before::upstream));
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
