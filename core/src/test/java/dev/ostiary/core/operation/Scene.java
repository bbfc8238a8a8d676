package dev.ostiary.core.operation;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.management.NewManagementKey;
import dev.ostiary.core.member.Invitation;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.vault.ProviderKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Two organizations. In one an agent is deployed, has keys, and there is something for every operation to work on.
final class Scene implements AutoCloseable {
    final CoreFixture core = new CoreFixture();
    final Organization acme = core.organization("acme");
    final Organization globex = core.organization("globex");
    final Organization empty = core.organization("empty");
    final Environment production = core.environment(acme, "production");
    final Environment staging = core.environment(acme, "staging");
    final Agent support = core.agent(acme, "support");
    final Deployment deployment = core.deployment(support, production);
    final IssuedKey key = core.key(support, production, "CI");
    final Project project = core.createProject
            .create(Actor.system(), acme.id(), new Slug("backend"), new DisplayName("Backend"))
            .value();
    final Plan plan = core.plans
            .create(Actor.system(), new Slug("pro"), new DisplayName("Pro"), Optional.of(100L), CallCosts.ONE_EACH)
            .value();
    final Route route = core.route(acme, "api");
    final Policy policy = core.policy(route, "api-keys");
    final IssuedKey routed = core.key(acme.id(), new KeyBinding.OwnRoutes(Set.of(route.id())), "routed");
    final ProviderKey provider = core.providerKey(acme, "MY_API", "example-value-for-the-scene");
    final Member owner = core.people.member("owner", acme.id(), Role.OWNER);
    final Member viewer = core.people.member("viewer", acme.id(), Role.VIEWER);
    final Invitation invitation = core.people
            .invite
            .invite(Actor.system(), acme.id(), new EmailAddress("invited@example.com"), Role.VIEWER)
            .value()
            .invitation();
    final ManagementKey managementKey = core.people
            .createManagementKey
            .create(
                    Actor.system(),
                    new NewManagementKey(
                            new DisplayName("automation"),
                            Optional.of(acme.id()),
                            Set.of(Permission.KEYS_READ),
                            new Expiry.Default()))
            .value()
            .key();
    final IssuedKey disabled = core.key(support, staging, "disabled");

    Scene() {
        Deployment staged = core.store
                .deployments()
                .findLive(acme.id(), support.id(), staging.id())
                .orElseThrow();
        core.undeployAgent.undeploy(Actor.system(), acme.id(), support.id(), staged.id());
        core.disableKey.disable(Actor.system(), acme.id(), disabled.key().id());
        core.clock.advance(Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        core.close();
    }
}
