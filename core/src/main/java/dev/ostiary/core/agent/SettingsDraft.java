package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import java.util.Optional;

/// The settings of an agent in an environment that the next deployment will have. Nothing obeys them before.
///
/// @param version counts the edits, from 1; 0 while nobody has edited anything
/// @param changed when they were last edited, and by whom; empty while nobody has
public record SettingsDraft(
        OrganizationId organization,
        AgentId agent,
        EnvironmentId environment,
        int version,
        DeploymentSettings settings,
        Optional<Stamp> changed) {
    /// As they are before anybody edits them.
    public static SettingsDraft untouched(Agent agent, EnvironmentId environment) {
        return new SettingsDraft(
                agent.organization(), agent.id(), environment, 0, DeploymentSettings.DEFAULT, Optional.empty());
    }

    SettingsDraft edited(DeploymentSettings newSettings, Stamp stamp) {
        return new SettingsDraft(organization, agent, environment, version + 1, newSettings, Optional.of(stamp));
    }
}
