package dev.ostiary.core.access;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;

/// What a request wants to reach: an agent in an environment of an organization.
public record AccessTarget(OrganizationId organization, AgentId agent, EnvironmentId environment) {}
