package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;

/// Creates an environment.
public final class CreateEnvironment {
    private final OrganizationStore organizations;
    private final EnvironmentStore environments;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public CreateEnvironment(
            OrganizationStore organizations,
            EnvironmentStore environments,
            ChangeRecorder recorder,
            Randomness randomness) {
        this.organizations = organizations;
        this.environments = environments;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Creates the environment.
    ///
    /// @throws RefusedException `resource.not-found` for the organization; `slug.taken`
    public Recorded<Environment> create(Actor actor, OrganizationId organization, Slug slug, DisplayName name) {
        return recorder.record(actor, Permission.ENVIRONMENTS_EDIT, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            Environment environment = new Environment(
                    EnvironmentId.create(randomness, scope.now()), organization, slug, name, scope.now());
            environments.insert(environment);
            scope.audit(
                    organization,
                    AuditAction.ENVIRONMENT_CREATED,
                    environment.id().value(),
                    name.value(),
                    AuditChanges.made(AgentDetails.of(environment)));
            return environment;
        });
    }
}
