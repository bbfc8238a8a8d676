package dev.ostiary.control.wiring;

import dev.ostiary.core.denial.ExplainDenial;
import dev.ostiary.core.key.DeleteKey;
import dev.ostiary.core.key.DisableKey;
import dev.ostiary.core.key.EditKey;
import dev.ostiary.core.key.EnableKey;
import dev.ostiary.core.key.IdentifyKey;
import dev.ostiary.core.key.ImportKeys;
import dev.ostiary.core.key.IssueKey;
import dev.ostiary.core.key.RevokeKey;
import dev.ostiary.core.key.RevokeKeys;
import dev.ostiary.core.key.RotateKey;
import dev.ostiary.core.key.SetKeyPolicy;

/// What can be done to API keys, and found out about them.
public record KeyOperations(
        IssueKey issue,
        EditKey edit,
        RotateKey rotate,
        DisableKey disable,
        EnableKey enable,
        RevokeKey revoke,
        RevokeKeys revokeAll,
        DeleteKey delete,
        ImportKeys importAll,
        IdentifyKey identify,
        SetKeyPolicy setPolicy,
        ExplainDenial explain) {}
