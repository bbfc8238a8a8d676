package dev.ostiary.control.wiring;

import dev.ostiary.core.agent.DeployAgent;
import dev.ostiary.core.agent.UndeployAgent;

/// What can be done to deployments.
public record DeploymentOperations(DeployAgent deploy, UndeployAgent undeploy) {}
