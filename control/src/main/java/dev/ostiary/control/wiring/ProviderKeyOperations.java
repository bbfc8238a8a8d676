package dev.ostiary.control.wiring;

import dev.ostiary.core.vault.CreateProviderKey;
import dev.ostiary.core.vault.DeleteProviderKey;
import dev.ostiary.core.vault.EditProviderKey;

/// What can be done to provider keys.
public record ProviderKeyOperations(CreateProviderKey create, EditProviderKey edit, DeleteProviderKey delete) {}
