package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.BoundKeys;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.key.RevokeTestKeys;
import dev.ostiary.core.key.TestKeyStore;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import java.util.Optional;

/// Deletes an agent: takes off its deployments and revokes the keys that are bound to it, so that an agent of the same
/// name made later is not opened by them.
public final class DeleteAgent {
    private final AgentStore agents;
    private final EnvironmentStore environments;
    private final DeploymentStore deployments;
    private final BoundKeys boundKeys;
    private final RevokeTestKeys testKeys;
    private final ChangeRecorder recorder;

    public DeleteAgent(
            AgentStore agents,
            EnvironmentStore environments,
            DeploymentStore deployments,
            KeyStore keys,
            TestKeyStore testKeys,
            ChangeRecorder recorder) {
        this.agents = agents;
        this.environments = environments;
        this.deployments = deployments;
        this.boundKeys = new BoundKeys(keys);
        this.testKeys = new RevokeTestKeys(testKeys);
        this.recorder = recorder;
    }

    /// Deletes the agent, whatever it is.
    public Recorded<Agent> delete(Actor actor, OrganizationId organization, AgentId id) {
        return delete(actor, organization, id, Precondition.NONE);
    }

    /// Deletes the agent.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<Agent> delete(Actor actor, OrganizationId organization, AgentId id, Precondition precondition) {
        return recorder.record(actor, Permission.AGENTS_EDIT, organization, scope -> {
            Agent agent = agents.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(agent.version());
            for (Deployment live : deployments.listLive(organization, id)) {
                environments
                        .find(organization, live.environment())
                        .ifPresent(environment -> environment.require(scope));
                deployments.undeploy(organization, live.id(), scope.now());
            }
            boundKeys.revoke(scope, organization, new KeyFilter(Optional.of(id), Optional.empty()), "agent.deleted");
            testKeys.of(scope, organization, id, "agent.deleted");
            agents.delete(organization, id, scope.now());
            scope.audit(
                    organization,
                    AuditAction.AGENT_DELETED,
                    id.value(),
                    agent.name().value(),
                    AuditChanges.removed(AgentDetails.of(agent)));
            scope.announce(Change.Kind.ROUTES, id.value());
            return agent;
        });
    }
}
