package dev.ostiary.control;

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
import dev.ostiary.core.management.ManagementAuthenticator;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What a control plane works with. It closes none of it.
///
/// @param store what is read; everything is changed through the operations
/// @param authenticator tells who speaks
/// @param readiness whether `/readyz` shall be green
/// @param metrics what `/metrics` tells
public record ControlDependencies(
        Store store,
        ManagementAuthenticator authenticator,
        OrganizationOperations organizations,
        ProjectOperations projects,
        CreditOperations credits,
        MemberOperations members,
        ManagementKeyOperations managementKeys,
        EnvironmentOperations environments,
        AgentOperations agents,
        DeploymentOperations deployments,
        KeyOperations keys,
        RouteOperations routes,
        PolicyOperations policies,
        ProviderKeyOperations providerKeys,
        MasterKeyOperations masterKey,
        SignInOperations signIn,
        Clock clock,
        Randomness randomness,
        BooleanSupplier readiness,
        MetricsSource metrics) {
    /// What controllers may ask for in their constructors.
    List<Object> parts() {
        return List.of(
                store,
                authenticator,
                organizations,
                projects,
                credits,
                members,
                managementKeys,
                environments,
                agents,
                deployments,
                keys,
                routes,
                policies,
                providerKeys,
                masterKey,
                signIn,
                clock,
                randomness,
                metrics);
    }
}
