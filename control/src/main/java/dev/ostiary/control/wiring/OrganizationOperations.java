package dev.ostiary.control.wiring;

import dev.ostiary.core.organization.CreateOrganization;
import dev.ostiary.core.organization.DeleteOrganization;
import dev.ostiary.core.organization.RenameOrganization;

/// What can be done to organizations.
public record OrganizationOperations(CreateOrganization create, RenameOrganization rename, DeleteOrganization delete) {}
