package dev.ostiary.control.wiring;

import dev.ostiary.core.management.CreateManagementKey;
import dev.ostiary.core.management.RevokeManagementKey;

/// What can be done to management keys.
public record ManagementKeyOperations(CreateManagementKey create, RevokeManagementKey revoke) {}
