package dev.ostiary.core.organization;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;
import java.util.Set;

/// Deletes an organization that has no agents, routes and live keys left.
public final class DeleteOrganization {
    private final OrganizationStore organizations;
    private final ChangeRecorder recorder;

    public DeleteOrganization(OrganizationStore organizations, ChangeRecorder recorder) {
        this.organizations = organizations;
        this.recorder = recorder;
    }

    /// Deletes the organization, whatever it is.
    public Recorded<Organization> delete(Actor actor, OrganizationId id) {
        return delete(actor, id, Precondition.NONE);
    }

    /// Deletes the organization.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `permission.denied`;
    /// `organization.not-empty`
    public Recorded<Organization> delete(Actor actor, OrganizationId id, Precondition precondition) {
        // What its members may do ends with it.
        return recorder.recordEnding(Set.of(id.value()), actor, Permission.ORGANIZATION_DELETE, id, scope -> {
            Organization organization = organizations.lock(id).orElseThrow(RefusedException::notFound);
            precondition.require(organization.version());
            if (!organizations.isEmpty(id)) {
                throw new RefusedException(ProblemCode.ORGANIZATION_NOT_EMPTY);
            }
            organizations.delete(id, scope.now());
            scope.audit(
                    id,
                    AuditAction.ORGANIZATION_DELETED,
                    id.value(),
                    organization.name().value(),
                    AuditChanges.removed(Map.of(
                            "slug", organization.slug().value(),
                            "name", organization.name().value())));
            scope.announce(Change.Kind.ROUTES, id.value());
            return organization;
        });
    }
}
