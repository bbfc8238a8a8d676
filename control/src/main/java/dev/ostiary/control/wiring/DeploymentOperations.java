package dev.ostiary.control.wiring;

import dev.ostiary.core.agent.DeployAgent;
import dev.ostiary.core.agent.EditDeploymentSettings;
import dev.ostiary.core.agent.RollBackDeployment;
import dev.ostiary.core.agent.UndeployAgent;
import dev.ostiary.core.key.IssueTestKey;

/// What can be done to deployments and their settings, and to try them out.
public record DeploymentOperations(
        DeployAgent deploy,
        EditDeploymentSettings editSettings,
        RollBackDeployment rollBack,
        UndeployAgent undeploy,
        IssueTestKey issueTestKey) {}
