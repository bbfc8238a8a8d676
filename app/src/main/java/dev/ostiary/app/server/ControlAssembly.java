package dev.ostiary.app.server;

import dev.ostiary.app.vault.Argon2PasswordHasher;
import dev.ostiary.control.ControlDependencies;
import dev.ostiary.control.wiring.AgentOperations;
import dev.ostiary.control.wiring.CreditOperations;
import dev.ostiary.control.wiring.DeploymentOperations;
import dev.ostiary.control.wiring.EnvironmentOperations;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.control.wiring.ManagementKeyOperations;
import dev.ostiary.control.wiring.MasterKeyOperations;
import dev.ostiary.control.wiring.MemberOperations;
import dev.ostiary.control.wiring.MetricsSource;
import dev.ostiary.control.wiring.OrganizationOperations;
import dev.ostiary.control.wiring.PolicyOperations;
import dev.ostiary.control.wiring.ProjectOperations;
import dev.ostiary.control.wiring.ProviderKeyOperations;
import dev.ostiary.control.wiring.RouteOperations;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.agent.CreateAgent;
import dev.ostiary.core.agent.CreateEnvironment;
import dev.ostiary.core.agent.DeleteAgent;
import dev.ostiary.core.agent.DeleteEnvironment;
import dev.ostiary.core.agent.DeployAgent;
import dev.ostiary.core.agent.EditAgent;
import dev.ostiary.core.agent.EditDeploymentSettings;
import dev.ostiary.core.agent.ProtectEnvironment;
import dev.ostiary.core.agent.RenameEnvironment;
import dev.ostiary.core.agent.RollBackDeployment;
import dev.ostiary.core.agent.UndeployAgent;
import dev.ostiary.core.audit.ReadTrail;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.credit.OrganizationCredits;
import dev.ostiary.core.credit.Plans;
import dev.ostiary.core.denial.ExplainDenial;
import dev.ostiary.core.installation.RetireMasterKey;
import dev.ostiary.core.installation.RotateMasterKey;
import dev.ostiary.core.key.BindingTargets;
import dev.ostiary.core.key.DeleteKey;
import dev.ostiary.core.key.DisableKey;
import dev.ostiary.core.key.EditKey;
import dev.ostiary.core.key.EnableKey;
import dev.ostiary.core.key.IdentifyKey;
import dev.ostiary.core.key.ImportKeys;
import dev.ostiary.core.key.IssueKey;
import dev.ostiary.core.key.IssueTestKey;
import dev.ostiary.core.key.KeyRules;
import dev.ostiary.core.key.RevokeKey;
import dev.ostiary.core.key.RevokeKeys;
import dev.ostiary.core.key.RotateKey;
import dev.ostiary.core.key.SetKeyCredits;
import dev.ostiary.core.key.SetKeyPolicy;
import dev.ostiary.core.management.CreateManagementKey;
import dev.ostiary.core.management.ManagementAuthenticator;
import dev.ostiary.core.management.RevokeManagementKey;
import dev.ostiary.core.member.ChangeRole;
import dev.ostiary.core.member.InviteMember;
import dev.ostiary.core.member.MemberActors;
import dev.ostiary.core.member.RemoveMember;
import dev.ostiary.core.member.RevokeInvitation;
import dev.ostiary.core.organization.CreateOrganization;
import dev.ostiary.core.organization.CreateProject;
import dev.ostiary.core.organization.DeleteOrganization;
import dev.ostiary.core.organization.DeleteProject;
import dev.ostiary.core.organization.RenameOrganization;
import dev.ostiary.core.organization.RenameProject;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.route.CreatePolicy;
import dev.ostiary.core.route.CreateRoute;
import dev.ostiary.core.route.DeletePolicy;
import dev.ostiary.core.route.DeleteRoute;
import dev.ostiary.core.route.EditPolicy;
import dev.ostiary.core.route.EditRoute;
import dev.ostiary.core.route.StoredBindingTargets;
import dev.ostiary.core.secret.MasterKeyRing;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.vault.CreateProviderKey;
import dev.ostiary.core.vault.DeleteProviderKey;
import dev.ostiary.core.vault.EditProviderKey;
import dev.ostiary.core.vault.ProviderKeyUsers;
import dev.ostiary.core.vault.ReencryptProviderKeys;
import dev.ostiary.core.vault.SecretCipher;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/// Puts together what the control plane works with: every operation, on one store.
///
/// @param masterKeys under which keys are issued and secrets encrypted
record ControlAssembly(
        Store store, ChangeRecorder recorder, MasterKeys masterKeys, Randomness randomness, Clock clock) {
    ControlDependencies dependencies(BooleanSupplier readiness, MetricsSource metrics) {
        return new ControlDependencies(
                store,
                authenticator(),
                organizations(),
                projects(),
                credits(),
                members(),
                managementKeys(),
                environments(),
                agents(),
                deployments(),
                keys(),
                routes(),
                policies(),
                providerKeys(),
                masterKey(),
                signIn(),
                clock,
                randomness,
                readiness,
                metrics);
    }

    ManagementAuthenticator authenticator() {
        return new ManagementAuthenticator(
                store.managementKeys(),
                new MemberActors(store.accounts(), store.members()),
                masterKeys.ring()::peppers,
                clock);
    }

    private OrganizationOperations organizations() {
        return new OrganizationOperations(
                new CreateOrganization(store.organizations(), store.projects(), recorder, randomness, clock),
                new RenameOrganization(store.organizations(), recorder),
                new DeleteOrganization(store.organizations(), recorder));
    }

    private ProjectOperations projects() {
        return new ProjectOperations(
                new CreateProject(store.organizations(), store.projects(), recorder, randomness),
                new RenameProject(store.projects(), recorder),
                new DeleteProject(store.projects(), recorder));
    }

    private CreditOperations credits() {
        return new CreditOperations(
                new Plans(store.plans(), recorder, randomness),
                new OrganizationCredits(store.organizations(), store.plans(), store.credits(), recorder),
                new SetKeyCredits(store.keys(), store.credits(), recorder));
    }

    private MemberOperations members() {
        return new MemberOperations(
                new InviteMember(
                        store.invitations(),
                        store.members(),
                        store.accounts(),
                        store.organizations(),
                        recorder,
                        randomness),
                new RevokeInvitation(store.invitations(), recorder),
                new ChangeRole(store.members(), store.organizations(), store.testKeys(), store.invitations(), recorder),
                new RemoveMember(
                        store.members(),
                        store.organizations(),
                        store.managementKeys(),
                        store.testKeys(),
                        store.invitations(),
                        recorder));
    }

    private ManagementKeyOperations managementKeys() {
        return new ManagementKeyOperations(
                new CreateManagementKey(
                        store.managementKeys(), store.organizations(), recorder, randomness, masterKeys.ring()::pepper),
                new RevokeManagementKey(store.managementKeys(), store.testKeys(), recorder));
    }

    private EnvironmentOperations environments() {
        return new EnvironmentOperations(
                new CreateEnvironment(store.organizations(), store.environments(), recorder, randomness),
                new RenameEnvironment(store.environments(), recorder),
                new DeleteEnvironment(
                        store.environments(), store.deployments(), store.keys(), store.testKeys(), recorder),
                new ProtectEnvironment(store.environments(), recorder));
    }

    private AgentOperations agents() {
        return new AgentOperations(
                new CreateAgent(store.organizations(), store.projects(), store.agents(), recorder, randomness),
                new EditAgent(store.projects(), store.agents(), recorder),
                new DeleteAgent(
                        store.agents(),
                        store.environments(),
                        store.deployments(),
                        store.keys(),
                        store.testKeys(),
                        recorder));
    }

    private DeploymentOperations deployments() {
        return new DeploymentOperations(
                new DeployAgent(store.agents(), store.environments(), store.deployments(), recorder, randomness),
                new EditDeploymentSettings(
                        store.agents(), store.environments(), store.deployments(), recorder, randomness),
                new RollBackDeployment(store.agents(), store.environments(), store.deployments(), recorder, randomness),
                new UndeployAgent(store.agents(), store.environments(), store.deployments(), recorder),
                new IssueTestKey(
                        store.testKeys(), store.keys(), targets(), recorder, randomness, masterKeys.ring()::pepper));
    }

    private BindingTargets targets() {
        return new StoredBindingTargets(
                store.organizations(), store.agents(), store.environments(), store.deployments(), store.routes());
    }

    private KeyOperations keys() {
        BindingTargets targets = targets();
        KeyRules rules = new KeyRules(store.keyPolicies(), store.keys());
        MasterKeyRing ring = masterKeys.ring();
        return new KeyOperations(
                new IssueKey(store.keys(), store.credits(), targets, rules, recorder, randomness, ring::pepper),
                new EditKey(store.keys(), recorder),
                new RotateKey(store.keys(), store.replacedSecrets(), rules, recorder, randomness, ring::pepper),
                new DisableKey(store.keys(), recorder),
                new EnableKey(store.keys(), recorder),
                new RevokeKey(store.keys(), recorder),
                new RevokeKeys(store.keys(), recorder),
                new DeleteKey(store.keys(), recorder),
                new ImportKeys(store.keyIntake(), store.keys(), targets, rules, recorder, randomness, ring),
                new IdentifyKey(store.keyTraces(), store.testKeys(), targets, recorder, ring::peppers),
                new SetKeyPolicy(targets, store.keyPolicies(), recorder),
                new ExplainDenial(
                        store.denials(),
                        store.keys(),
                        new ReadTrail(store.transactions(), store.audit(), randomness, clock)));
    }

    private RouteOperations routes() {
        return new RouteOperations(
                new CreateRoute(store.routes(), store.organizations(), recorder, randomness),
                new EditRoute(store.routes(), recorder),
                new DeleteRoute(store.routes(), store.policies(), store.keys(), recorder));
    }

    private PolicyOperations policies() {
        return new PolicyOperations(
                new CreatePolicy(store.policies(), store.routes(), store.organizations(), recorder, randomness),
                new EditPolicy(store.policies(), recorder),
                new DeletePolicy(store.policies(), recorder));
    }

    private ProviderKeyOperations providerKeys() {
        SecretCipher cipher = masterKeys.cipher();
        return new ProviderKeyOperations(
                new CreateProviderKey(store.providerKeys(), store.organizations(), cipher, recorder, randomness),
                new EditProviderKey(store.providerKeys(), cipher, recorder),
                new DeleteProviderKey(store.providerKeys(), ProviderKeyUsers.NONE, recorder));
    }

    SignInOperations signIn() {
        return SignInOperations.on(
                store, new Argon2PasswordHasher(randomness), masterKeys.cipher(), recorder, randomness, clock);
    }

    private MasterKeyOperations masterKey() {
        return new MasterKeyOperations(
                new RotateMasterKey(masterKeys.rotation(), store.masterKeys(), masterKeys.home(), randomness),
                new RetireMasterKey(masterKeys.rotation(), store.masterKeys(), masterKeys.home()));
    }

    /// What moves secrets to the present generation.
    Reencryption reencryption() {
        return new Reencryption(
                new ReencryptProviderKeys(store.transactions(), store.providerKeys(), masterKeys.cipher()),
                signIn().identityProviders());
    }
}
