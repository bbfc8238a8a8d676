package dev.ostiary.control.wiring;

import dev.ostiary.core.organization.CreateProject;
import dev.ostiary.core.organization.DeleteProject;
import dev.ostiary.core.organization.RenameProject;

/// What can be done to projects.
public record ProjectOperations(CreateProject create, RenameProject rename, DeleteProject delete) {}
