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
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.time.Clock;
import java.util.Map;

/// Creates an organization, with the default project in it. That takes a permission of the installation.
public final class CreateOrganization {
    /// Where the gateway's client API is: deployments of such an organization could not be reached.
    private static final Slug RESERVED = new Slug("v1");

    private final OrganizationStore organizations;
    private final ProjectStore projects;
    private final ChangeRecorder recorder;
    private final Randomness randomness;
    private final Clock clock;

    public CreateOrganization(
            OrganizationStore organizations,
            ProjectStore projects,
            ChangeRecorder recorder,
            Randomness randomness,
            Clock clock) {
        this.organizations = organizations;
        this.projects = projects;
        this.recorder = recorder;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Creates the organization.
    ///
    /// @throws RefusedException `permission.denied`; `request.invalid` for the slug `v1`, which is the client
    /// API's;
    ///     `slug.taken`
    public Recorded<Organization> create(Actor actor, Slug slug, DisplayName name) {
        actor.require(Permission.INSTALLATION_MANAGE);
        if (slug.equals(RESERVED)) {
            throw RefusedException.field("slug", "choose another slug: 'v1' is where the gateway's client API is");
        }
        OrganizationId id = OrganizationId.create(randomness, clock.instant());
        return recorder.record(actor, Permission.INSTALLATION_MANAGE, id, scope -> {
            Organization organization = new Organization(id, slug, name, scope.now());
            organizations.insert(organization);
            projects.insert(new Project(
                    ProjectId.create(randomness, scope.now()),
                    id,
                    Project.DEFAULT,
                    new DisplayName("Default"),
                    scope.now()));
            scope.audit(
                    id,
                    AuditAction.ORGANIZATION_CREATED,
                    id.value(),
                    name.value(),
                    AuditChanges.made(Map.of("slug", slug.value(), "name", name.value())));
            scope.announce(Change.Kind.ROUTES, id.value());
            return organization;
        });
    }
}
