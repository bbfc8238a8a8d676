package dev.ostiary.control.rest;

import dev.ostiary.control.wiring.Installation;
import dev.ostiary.core.audit.ExportAudit;
import dev.ostiary.core.audit.ReadTrail;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.store.Store;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/// The controllers of the REST API.
@Configuration(proxyBeanMethods = false)
@Import({
    OrganizationController.class,
    MemberController.class,
    InvitationController.class,
    ManagementKeyController.class,
    InstallationKeyController.class,
    EnvironmentController.class,
    EnvironmentProtectionController.class,
    PlanController.class,
    CreditController.class,
    KeyCreditController.class,
    TrafficController.class,
    KeyTrafficController.class,
    ProjectController.class,
    AgentController.class,
    AgentEnvironmentController.class,
    DeploymentController.class,
    KeyController.class,
    KeySwitchController.class,
    KeyRotationController.class,
    KeySelectionController.class,
    KeyPolicyController.class,
    KeyImportController.class,
    KeyIdentityController.class,
    DenialController.class,
    KeyDenialController.class,
    RouteController.class,
    PolicyController.class,
    ProviderKeyController.class,
    MasterKeyController.class,
    AuditController.class,
    InstallationAuditController.class,
    NodeController.class,
    StatusController.class
})
public class RestConfiguration {
    @Bean
    References references(Store store) {
        return new References(store);
    }

    @Bean
    PermissionGate permissionGate(References references) {
        return new PermissionGate(references);
    }

    @Bean
    AuditRequests auditRequests(Store store, ReadTrail trail) {
        return new AuditRequests(store, trail);
    }

    @Bean
    ProviderKeyReads providerKeyReads(Store store, References references, ReadTrail trail) {
        return new ProviderKeyReads(store, references, trail);
    }

    @Bean
    TrafficReads trafficReads(Store store, Clock clock) {
        return new TrafficReads(store, clock);
    }

    @Bean
    ReadTrail readTrail(Store store, Randomness randomness, Clock clock) {
        return new ReadTrail(store.transactions(), store.audit(), randomness, clock);
    }

    @Bean
    AuditExports auditExports(Store store, Randomness randomness, Clock clock, JsonMapper json) {
        return new AuditExports(new ExportAudit(store.transactions(), store.audit(), randomness, clock), json, clock);
    }

    @Bean
    KeyFilterArgument keyFilterArgument(References references, Clock clock) {
        return new KeyFilterArgument(references, clock);
    }

    @Bean
    KeyBodies keyBodies(Store store, Clock clock) {
        return new KeyBodies(store, clock);
    }

    @Bean
    AgentEnvironmentBodies agentEnvironmentBodies(Store store, DeploymentBodies bodies, Installation installation) {
        return new AgentEnvironmentBodies(store, bodies, installation);
    }

    @Bean
    DeploymentBodies deploymentBodies(Store store, Installation installation) {
        return new DeploymentBodies(store, installation);
    }
}
