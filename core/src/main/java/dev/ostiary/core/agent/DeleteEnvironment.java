package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.BoundKeys;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.key.RevokeTestKeys;
import dev.ostiary.core.key.TestKeyStore;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.Optional;

/// Deletes an environment in which nothing is deployed, and revokes the keys that are bound to it.
public final class DeleteEnvironment {
    private final EnvironmentStore environments;
    private final DeploymentStore deployments;
    private final BoundKeys boundKeys;
    private final RevokeTestKeys testKeys;
    private final ChangeRecorder recorder;

    public DeleteEnvironment(
            EnvironmentStore environments,
            DeploymentStore deployments,
            KeyStore keys,
            TestKeyStore testKeys,
            ChangeRecorder recorder) {
        this.environments = environments;
        this.deployments = deployments;
        this.boundKeys = new BoundKeys(keys);
        this.testKeys = new RevokeTestKeys(testKeys);
        this.recorder = recorder;
    }

    /// Deletes the environment, whatever it is.
    public Recorded<Environment> delete(Actor actor, OrganizationId organization, EnvironmentId id) {
        return delete(actor, organization, id, Precondition.NONE);
    }

    /// Deletes the environment.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `environment.in-use`
    public Recorded<Environment> delete(
            Actor actor, OrganizationId organization, EnvironmentId id, Precondition precondition) {
        return recorder.record(actor, Permission.ENVIRONMENTS_EDIT, organization, scope -> {
            Environment environment = environments.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(environment.version());
            environment.require(scope);
            if (deployments.isInUse(organization, id)) {
                throw new RefusedException(ProblemCode.ENVIRONMENT_IN_USE);
            }
            boundKeys.revoke(
                    scope, organization, new KeyFilter(Optional.empty(), Optional.of(id)), "environment.deleted");
            testKeys.of(scope, organization, id, "environment.deleted");
            environments.delete(organization, id, scope.now());
            scope.audit(
                    organization,
                    AuditAction.ENVIRONMENT_DELETED,
                    id.value(),
                    environment.name().value(),
                    AuditChanges.removed(AgentDetails.of(environment)));
            return environment;
        });
    }
}
