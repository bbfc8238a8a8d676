package dev.ostiary.core.organization;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;

/// Gives an organization another name; its slug, which stands in URLs, stays.
public final class RenameOrganization {
    private final OrganizationStore organizations;
    private final ChangeRecorder recorder;

    public RenameOrganization(OrganizationStore organizations, ChangeRecorder recorder) {
        this.organizations = organizations;
        this.recorder = recorder;
    }

    /// Renames the organization, whatever it is.
    public Recorded<Organization> rename(Actor actor, OrganizationId id, DisplayName name) {
        return rename(actor, id, name, Precondition.NONE);
    }

    /// Renames the organization.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<Organization> rename(Actor actor, OrganizationId id, DisplayName name, Precondition precondition) {
        return recorder.record(actor, Permission.ORGANIZATION_EDIT, id, scope -> {
            Organization before = organizations.lock(id).orElseThrow(RefusedException::notFound);
            precondition.require(before.version());
            Organization after = before.renamed(name);
            if (!after.equals(before)) {
                organizations.update(after);
                scope.audit(
                        id,
                        AuditAction.ORGANIZATION_RENAMED,
                        id.value(),
                        name.value(),
                        AuditChanges.between(Map.of("name", before.name().value()), Map.of("name", name.value())));
                scope.announce(Change.Kind.ROUTES, id.value());
            }
            return after;
        });
    }
}
