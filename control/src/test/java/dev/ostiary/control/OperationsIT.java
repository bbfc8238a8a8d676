package dev.ostiary.control;

import dev.ostiary.control.Operations.Operation;
import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.identity.ProviderSettings;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.management.NewManagementKey;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vault.ProviderKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the walks over the operations of the API share: the operations, and things for them to be called on.
abstract class OperationsIT extends ControlIT {
    final Operations operations =
            Operations.of(api.get("/api/v1/openapi.json").expect(200).json());

    /// Things on which the operation succeeds: nothing is in the way of deleting.
    final Things thingsFor(Operation operation) {
        Things things = things();
        switch (operation.id()) {
            case "deleteOrganization" -> {
                api.delete(path(things.organization(), "agents", "bot")).expect(200);
                api.delete(path(
                                things.organization(),
                                "routes",
                                things.route().id().value()))
                        .expect(200);
                api.delete(path(
                                things.organization(),
                                "provider-keys",
                                things.providerKey().id().value()))
                        .expect(200);
            }
            case "retireMasterKey" -> {
                // One that nothing was ever made under.
                api.post("/api/v1/master-key/rotate").expect(200);
                api.post("/api/v1/master-key/rotate").expect(200);
                return things.withGeneration(plane.core.ring.active() - 1);
            }
            case "getInstallationKey", "revokeInstallationKey" -> {
                return things.withManagementKey(managementKey(Optional.empty()));
            }
            case "deleteEnvironment" ->
                api.delete(path(things.organization(), "agents", "bot")).expect(200);
            case "createOrganization" -> {
                if (api.get("/api/v1/organizations/made-by-walk").status() == 200) {
                    api.delete("/api/v1/organizations/made-by-walk").expect(200);
                }
            }
            default -> {}
        }
        return things;
    }

    final Things things() {
        Organization organization = organization();
        Deployed deployed = deployed(organization, "bot");
        IssuedKey key = plane.core.key(deployed.agent(), deployed.environment(), "k");
        Deployment deployment = plane.core
                .store
                .deployments()
                .listLive(organization.id(), deployed.agent().id())
                .getFirst();
        Route route = plane.core.route(organization, organization.slug().value());
        Recorded<Plan> _ = plane.core.plans.create(
                Actor.system(), organization.slug(), organization.name(), Optional.of(100L), CallCosts.ONE_EACH);
        return new Things(
                organization,
                deployed,
                plane.core
                        .createProject
                        .create(Actor.system(), organization.id(), new Slug("backend"), new DisplayName("Backend"))
                        .value(),
                deployment,
                key,
                route,
                plane.core.policy(route, "p"),
                plane.core.providerKey(organization, "MY_API", "example-provider-key-value"),
                1,
                denial(organization),
                token(key),
                people(organization));
    }

    private String denial(Organization organization) {
        String request = "req_" + plane.core.randomness.timeOrdered(plane.core.clock.instant());
        plane.core
                .store
                .denials()
                .append(List.of(new Denial(
                        request,
                        plane.core.clock.instant(),
                        organization.id(),
                        "somewhere",
                        "GET",
                        DenialReason.MISSING,
                        Optional.empty(),
                        "192.0.2.1")));
        return request;
    }

    private String token(IssuedKey key) {
        return plane.core
                .revokeKeys
                .preview(Actor.system(), key.key().organization(), KeyFilter.all())
                .token();
    }

    private People people(Organization organization) {
        Member unused = plane.core.people.member("owner-of-" + organization.slug(), organization.id(), Role.OWNER);
        Member member = plane.core.people.member("viewer-of-" + organization.slug(), organization.id(), Role.VIEWER);
        SignInFixture persons = new SignInFixture(plane);
        AccountId account = persons.account("account-of-" + organization.slug() + "@example.com", false)
                .id();
        String provider = identityProvider(organization);
        persons.identity(account, provider, account.value());
        return new People(
                member.account().id().value(),
                plane.core
                        .people
                        .invite
                        .invite(Actor.system(), organization.id(), new EmailAddress("invited@example.com"), Role.VIEWER)
                        .value()
                        .invitation()
                        .id()
                        .value(),
                managementKey(Optional.of(organization.id())),
                account.value(),
                provider,
                persons.passkey(account, "phone"));
    }

    private String identityProvider(Organization organization) {
        ProviderSettings settings = new ProviderSettings(
                new DisplayName(organization.slug().value()),
                URI.create("http://127.0.0.1:1"),
                "client",
                List.of(),
                false,
                Optional.empty());
        return plane.signIn
                .identityProviders()
                .create(Actor.system(), settings, Secret.of("client secret"))
                .id()
                .value();
    }

    private String managementKey(Optional<OrganizationId> place) {
        return plane.core
                .people
                .createManagementKey
                .create(
                        Actor.system(),
                        new NewManagementKey(
                                new DisplayName("automation"),
                                place,
                                Set.of(Permission.KEYS_READ),
                                new Expiry.Default()))
                .value()
                .key()
                .id()
                .value();
    }

    record People(
            String member, String invitation, String managementKey, String account, String provider, String passkey) {}

    record Things(
            Organization organization,
            Deployed deployed,
            Project project,
            Deployment deployment,
            IssuedKey key,
            Route route,
            Policy policy,
            ProviderKey providerKey,
            int generation,
            String request,
            String token,
            People people) {
        Things withGeneration(int number) {
            return new Things(
                    organization,
                    deployed,
                    project,
                    deployment,
                    key,
                    route,
                    policy,
                    providerKey,
                    number,
                    request,
                    token,
                    people);
        }

        Things withManagementKey(String id) {
            return new Things(
                    organization,
                    deployed,
                    project,
                    deployment,
                    key,
                    route,
                    policy,
                    providerKey,
                    generation,
                    request,
                    token,
                    new People(
                            people.member(),
                            people.invitation(),
                            id,
                            people.account(),
                            people.provider(),
                            people.passkey()));
        }

        Map<String, String> names() {
            return with(
                    organization.slug().value(),
                    deployed.agent().slug().value(),
                    deployed.environment().slug().value());
        }

        Map<String, String> ids() {
            return with(
                    organization.id().value(),
                    deployed.agent().id().value(),
                    deployed.environment().id().value());
        }

        private Map<String, String> with(String named, String agent, String environment) {
            return Map.ofEntries(
                    Map.entry("org", named),
                    Map.entry("agent", agent),
                    Map.entry("environment", environment),
                    Map.entry("plan", organization.slug().value()),
                    Map.entry("project", project.id().value()),
                    Map.entry("deployment", deployment.id().value()),
                    Map.entry("route", route.id().value()),
                    Map.entry("policy", policy.id().value()),
                    Map.entry("providerKey", providerKey.id().value()),
                    Map.entry("generation", Integer.toString(generation)),
                    Map.entry("key", key.key().id().value()),
                    Map.entry("request", request),
                    Map.entry("token", token),
                    Map.entry("member", people.member()),
                    Map.entry("invitation", people.invitation()),
                    Map.entry("managementKey", people.managementKey()),
                    Map.entry("account", people.account()),
                    Map.entry("session", "ses_" + "0".repeat(26)),
                    Map.entry("provider", people.provider()),
                    Map.entry("passkey", people.passkey()));
        }
    }
}
