package dev.ostiary.core.operation;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.agent.AgentEdit;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.NewAgent;
import dev.ostiary.core.agent.SettingsEdit;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyEdit;
import dev.ostiary.core.key.KeyPolicy;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyRotation;
import dev.ostiary.core.key.KeyToImport;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.NewKey;
import dev.ostiary.core.management.NewManagementKey;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vault.ProviderKeyValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every operation, once, as it succeeds on a [Scene].
///
/// @param action what the audit trail calls it
/// @param announces the changes that are numbered
/// @param isForInstallation whether an actor confined to an organization may not do it at all
/// @param namesSubject whether it names a thing that must exist in the organization
record Operation(
        String action, List<Change.Kind> announces, boolean isForInstallation, boolean namesSubject, Call call) {
    /// Calls the operation for an actor, within the organization given.
    interface Call {
        Recorded<?> run(Scene scene, Actor actor, OrganizationId organization);
    }

    private static final DisplayName NAME = new DisplayName("New name");
    private static final ProviderKeyValue VALUE =
            ProviderKeyValue.parse("example-value-of-the-operation").orElseThrow();
    private static final Slug SLUG = new Slug("new");
    private static final List<Change.Kind> NOTHING = List.of();
    private static final List<Change.Kind> WITHDRAWAL = List.of(Change.Kind.WITHDRAWAL);
    private static final List<Change.Kind> KEY = List.of(Change.Kind.KEY);
    private static final List<Change.Kind> ROUTES = List.of(Change.Kind.ROUTES);

    private static Operation of(String action, List<Change.Kind> announces, Call call) {
        return new Operation(action, announces, false, true, call);
    }

    private static Operation creates(String action, Call call) {
        return new Operation(action, NOTHING, false, false, call);
    }

    static List<Operation> all() {
        return List.of(
                new Operation(
                        "organization.created",
                        ROUTES,
                        true,
                        false,
                        (scene, actor, _) -> scene.core.createOrganization.create(actor, SLUG, NAME)),
                new Operation(
                        "organization.renamed",
                        ROUTES,
                        false,
                        false,
                        (scene, actor, organization) ->
                                scene.core.renameOrganization.rename(actor, organization, NAME)),
                new Operation(
                        "organization.deleted",
                        ROUTES,
                        true,
                        false,
                        (scene, actor, organization) -> scene.core.deleteOrganization.delete(
                                actor, organization.equals(scene.acme.id()) ? scene.empty.id() : organization)),
                creates(
                        "environment.created",
                        (scene, actor, organization) ->
                                scene.core.createEnvironment.create(actor, organization, SLUG, NAME)),
                of(
                        "environment.renamed",
                        NOTHING,
                        (scene, actor, organization) ->
                                scene.core.renameEnvironment.rename(actor, organization, scene.production.id(), NAME)),
                of(
                        "environment.protected",
                        WITHDRAWAL,
                        (scene, actor, organization) ->
                                scene.core.protectEnvironment.protect(actor, organization, scene.production.id())),
                creates(
                        "invitation.created",
                        (scene, actor, organization) -> scene.core.people.invite.invite(
                                actor, organization, new EmailAddress("new@example.com"), Role.ADMIN)),
                of(
                        "invitation.revoked",
                        WITHDRAWAL,
                        (scene, actor, organization) ->
                                scene.core.people.revokeInvitation.revoke(actor, organization, scene.invitation.id())),
                of(
                        "member.role-changed",
                        WITHDRAWAL,
                        (scene, actor, organization) -> scene.core.people.changeRole.change(
                                actor, organization, scene.viewer.account().id(), Role.ADMIN)),
                of(
                        "member.removed",
                        WITHDRAWAL,
                        (scene, actor, organization) -> scene.core.people.remove.remove(
                                actor, organization, scene.viewer.account().id())),
                creates(
                        "management-key.issued",
                        (scene, actor, organization) -> scene.core.people.createManagementKey.create(
                                actor,
                                new NewManagementKey(
                                        NAME,
                                        Optional.of(organization),
                                        Set.of(Permission.KEYS_READ),
                                        new Expiry.Default()))),
                of(
                        "management-key.revoked",
                        WITHDRAWAL,
                        (scene, actor, organization) -> scene.core.people.revokeManagementKey.revoke(
                                actor, Optional.of(organization), scene.managementKey.id())),
                of(
                        "environment.deleted",
                        KEY,
                        (scene, actor, organization) ->
                                scene.core.deleteEnvironment.delete(actor, organization, scene.staging.id())),
                creates(
                        "agent.created",
                        (scene, actor, organization) -> scene.core.createAgent.create(
                                actor, organization, new NewAgent(SLUG, NAME, AgentKind.MCP, Optional.empty()))),
                of(
                        "agent.edited",
                        NOTHING,
                        (scene, actor, organization) -> scene.core.editAgent.edit(
                                actor,
                                organization,
                                scene.support.id(),
                                new AgentEdit(Optional.of(NAME), Optional.empty()))),
                of(
                        "agent.deleted",
                        List.of(Change.Kind.KEY, Change.Kind.KEY, Change.Kind.ROUTES),
                        (scene, actor, organization) ->
                                scene.core.deleteAgent.delete(actor, organization, scene.support.id())),
                of(
                        "deployment.created",
                        ROUTES,
                        (scene, actor, organization) -> scene.core.deployAgent.deploy(
                                actor,
                                organization,
                                scene.support.id(),
                                scene.staging.id(),
                                SettingsEdit.keySecurity(false),
                                Optional.empty())),
                of(
                        "agent.settings-edited",
                        NOTHING,
                        (scene, actor, organization) -> scene.core.editSettings.edit(
                                actor,
                                organization,
                                scene.support.id(),
                                scene.production.id(),
                                SettingsEdit.keySecurity(false),
                                Optional.empty())),
                of(
                        "deployment.created",
                        ROUTES,
                        (scene, actor, organization) -> scene.core.rollBack.rollBack(
                                actor, organization, scene.support.id(), scene.deployment.id(), Optional.empty())),
                of(
                        "test-key.issued",
                        KEY,
                        (scene, actor, organization) -> scene.core.issueTestKey.issue(
                                actor,
                                organization,
                                new KeyBinding.AgentInEnvironment(scene.support.id(), scene.production.id()))),
                creates(
                        "project.created",
                        (scene, actor, organization) ->
                                scene.core.createProject.create(actor, organization, SLUG, NAME)),
                of(
                        "project.renamed",
                        NOTHING,
                        (scene, actor, organization) ->
                                scene.core.renameProject.rename(actor, organization, scene.project.id(), NAME)),
                of(
                        "project.deleted",
                        NOTHING,
                        (scene, actor, organization) ->
                                scene.core.deleteProject.delete(actor, organization, scene.project.id())),
                of(
                        "deployment.undeployed",
                        ROUTES,
                        (scene, actor, organization) -> scene.core.undeployAgent.undeploy(
                                actor, organization, scene.support.id(), scene.deployment.id())),
                new Operation(
                        "route.created",
                        ROUTES,
                        false,
                        false,
                        (scene, actor, organization) -> scene.core.createRoute.create(
                                actor, organization, SLUG, CoreFixture.routeSettings("/new"))),
                of(
                        "route.edited",
                        ROUTES,
                        (scene, actor, organization) -> scene.core.editRoute.edit(
                                actor, organization, scene.route.id(), SLUG, CoreFixture.routeSettings("/new"))),
                of(
                        "route.deleted",
                        List.of(Change.Kind.KEY, Change.Kind.ROUTES),
                        (scene, actor, organization) ->
                                scene.core.deleteRoute.delete(actor, organization, scene.route.id())),
                new Operation(
                        "policy.created",
                        ROUTES,
                        false,
                        false,
                        (scene, actor, organization) -> scene.core.createPolicy.create(
                                actor, organization, SLUG, Optional.empty(), PolicySettings.DEFAULT)),
                of(
                        "policy.edited",
                        ROUTES,
                        (scene, actor, organization) -> scene.core.editPolicy.edit(
                                actor, organization, scene.policy.id(), SLUG, PolicySettings.DEFAULT)),
                of(
                        "policy.deleted",
                        ROUTES,
                        (scene, actor, organization) ->
                                scene.core.deletePolicy.delete(actor, organization, scene.policy.id())),
                creates(
                        "provider-key.created",
                        (scene, actor, organization) ->
                                scene.core.createProviderKey.create(actor, organization, NAME, VALUE)),
                of(
                        "provider-key.edited",
                        NOTHING,
                        (scene, actor, organization) -> scene.core.editProviderKey.edit(
                                actor, organization, scene.provider.id(), Optional.of(NAME), Optional.of(VALUE))),
                of(
                        "provider-key.deleted",
                        NOTHING,
                        (scene, actor, organization) ->
                                scene.core.deleteProviderKey.delete(actor, organization, scene.provider.id(), false)),
                of(
                        "key.issued",
                        KEY,
                        (scene, actor, organization) -> scene.core.issueKey.issue(
                                actor,
                                organization,
                                new NewKey(
                                        NAME,
                                        new KeyBinding.AgentInEnvironment(scene.support.id(), scene.production.id()),
                                        new Expiry.Default()))),
                of(
                        "key.edited",
                        KEY,
                        (scene, actor, organization) -> scene.core.editKey.edit(
                                actor, organization, scene.key.key().id(), KeyEdit.rename(NAME))),
                of(
                        "key.rotated",
                        KEY,
                        (scene, actor, organization) -> scene.core.rotateKey.rotate(
                                actor,
                                organization,
                                scene.key.key().id(),
                                new KeyRotation(Duration.ofHours(1), Optional.of(new Expiry.Default())))),
                new Operation(
                        "key-policy.set",
                        NOTHING,
                        false,
                        false,
                        (scene, actor, organization) -> scene.core.setKeyPolicy.set(
                                actor, organization, new KeyPolicy(Optional.empty(), false, Optional.of(100)))),
                new Operation(
                        "keys.imported",
                        List.of(Change.Kind.KEYS),
                        false,
                        false,
                        (scene, actor, organization) ->
                                scene.core.importKeys.take(actor, organization, List.of(imported()))),
                new Operation(
                        "key.identified",
                        NOTHING,
                        false,
                        false,
                        (scene, actor, organization) ->
                                scene.core.identifyKey.identify(actor, organization, scene.key.secret())),
                new Operation(
                        "organization.plan-set",
                        ROUTES,
                        true,
                        false,
                        (scene, actor, organization) -> scene.core.organizationCredits.setPlan(
                                actor, organization, Optional.of(scene.plan.id()))),
                new Operation(
                        "organization.credits-granted",
                        List.of(Change.Kind.CREDITS),
                        true,
                        false,
                        (scene, actor, organization) -> scene.core.organizationCredits.grant(actor, organization, 100)),
                of(
                        "key.credits-set",
                        List.of(Change.Kind.KEY, Change.Kind.CREDITS),
                        (scene, actor, organization) -> scene.core.setKeyCredits.set(
                                actor, organization, scene.key.key().id(), Optional.of(100L), Precondition.NONE)),
                of(
                        "key.disabled",
                        KEY,
                        (scene, actor, organization) -> scene.core.disableKey.disable(
                                actor, organization, scene.key.key().id())),
                of(
                        "key.enabled",
                        KEY,
                        (scene, actor, organization) -> scene.core.enableKey.enable(
                                actor, organization, scene.disabled.key().id())),
                of(
                        "key.revoked",
                        KEY,
                        (scene, actor, organization) -> scene.core.revokeKey.revoke(
                                actor, organization, scene.key.key().id())),
                of(
                        "key.deleted",
                        KEY,
                        (scene, actor, organization) -> scene.core.deleteKey.delete(
                                actor, organization, scene.key.key().id())));
    }

    private static KeyToImport imported() {
        return new KeyToImport(
                NAME,
                Optional.empty(),
                new KeyBinding.WholeOrganization(),
                Labels.NONE,
                KeyRestrictions.NONE,
                new Expiry.Never(),
                new KeyToImport.Material.Whole(Secret.of("a-key-that-was-made-elsewhere")));
    }

    @Override
    public String toString() {
        return action;
    }
}
