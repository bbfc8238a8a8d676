package dev.ostiary.control.wiring;

import dev.ostiary.core.agent.CreateEnvironment;
import dev.ostiary.core.agent.DeleteEnvironment;
import dev.ostiary.core.agent.ProtectEnvironment;
import dev.ostiary.core.agent.RenameEnvironment;

/// What can be done to environments.
public record EnvironmentOperations(
        CreateEnvironment create, RenameEnvironment rename, DeleteEnvironment delete, ProtectEnvironment protect) {}
