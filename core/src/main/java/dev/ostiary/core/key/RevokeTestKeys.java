package dev.ostiary.core.key;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ends test keys with what they hang on: their holder's right, their agent, their environment. Part of the transaction
/// in which that ends.
public final class RevokeTestKeys {
    private final TestKeyStore keys;

    public RevokeTestKeys(TestKeyStore keys) {
        this.keys = keys;
    }

    /// Ends those of an actor.
    public void of(ChangeScope scope, OrganizationId organization, String actorId, String because) {
        end(scope, keys.listOf(organization, actorId), because);
    }

    /// Ends those of an actor in every organization.
    public void of(ChangeScope scope, String actorId, String because) {
        end(scope, keys.listOf(actorId), because);
    }

    /// Ends those for an agent.
    public void of(ChangeScope scope, OrganizationId organization, AgentId agent, String because) {
        end(scope, keys.listFor(organization, Optional.of(agent), Optional.empty()), because);
    }

    /// Ends those in an environment.
    public void of(ChangeScope scope, OrganizationId organization, EnvironmentId environment, String because) {
        end(scope, keys.listFor(organization, Optional.empty(), Optional.of(environment)), because);
    }

    private void end(ChangeScope scope, List<TestKey> ended, String because) {
        for (TestKey key : ended) {
            keys.delete(key.organization(), key.id());
            scope.audit(
                    key.organization(),
                    AuditAction.TEST_KEY_REVOKED,
                    key.id().value(),
                    key.name().value(),
                    AuditChanges.made(Map.of("because", because)));
            scope.announce(Change.Kind.KEY, key.id().value());
        }
    }
}
