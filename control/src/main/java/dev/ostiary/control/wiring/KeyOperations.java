package dev.ostiary.control.wiring;

import dev.ostiary.core.key.DeleteKey;
import dev.ostiary.core.key.DisableKey;
import dev.ostiary.core.key.EditKey;
import dev.ostiary.core.key.EnableKey;
import dev.ostiary.core.key.IssueKey;
import dev.ostiary.core.key.RevokeKey;

/// What can be done to API keys.
public record KeyOperations(
        IssueKey issue, EditKey edit, DisableKey disable, EnableKey enable, RevokeKey revoke, DeleteKey delete) {}
