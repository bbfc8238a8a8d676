package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.IdentifiedKey.Trace;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// Finds the keys that a text found somewhere belongs to: a whole key, alone or in a line of something else; its
/// SHA-256; a public id; or a piece with the first or the last four characters. Test keys too. The text is neither
/// kept nor written down, only what it led to.
public final class IdentifyKey {
    /// The longest text.
    public static final int MAX_LENGTH = 4096;

    /// What can be given, for error messages.
    public static final String REMEDY =
            "give a whole key, its SHA-256 in hexadecimal or Base64, a public id (pk_ost_…), or a piece of a key with its"
                    + " first or last four characters (abcd…, …wxyz, abcd…wxyz)";

    private final KeyTraces traces;
    private final TestKeyStore testKeys;
    private final BindingTargets targets;
    private final ChangeRecorder recorder;
    private final Supplier<List<Pepper>> peppers;

    /// @param peppers those that stored digests may have in them
    public IdentifyKey(
            KeyTraces traces,
            TestKeyStore testKeys,
            BindingTargets targets,
            ChangeRecorder recorder,
            Supplier<List<Pepper>> peppers) {
        this.traces = traces;
        this.testKeys = testKeys;
        this.targets = targets;
        this.recorder = recorder;
        this.peppers = peppers;
    }

    /// Finds the keys; none when it belongs to none of the organization.
    ///
    /// @throws RefusedException `resource.not-found` for the organization; `request.invalid` when the text leads
    /// nowhere, with how much more of it would
    public Recorded<Identification> identify(Actor actor, OrganizationId organization, Secret text) {
        return recorder.record(
                actor, Permission.KEYS_READ, organization, scope -> identifyIn(scope, organization, text));
    }

    private Identification identifyIn(ChangeScope scope, OrganizationId organization, Secret text) {
        if (!targets.lock(organization, new KeyBinding.WholeOrganization())) {
            throw RefusedException.notFound();
        }
        Identification found =
                new KeySearcher(traces, testKeys, organization, peppers.get()).search(new LeakedText(text.reveal()));
        for (IdentifiedKey each : found.keys()) {
            ApiKey key = each.found().key();
            audit(scope, organization, key.id(), key.name().value(), each.by());
        }
        for (IdentifiedTestKey each : found.testKeys()) {
            audit(scope, organization, each.key().id(), each.key().name().value(), each.by());
        }
        if (found.isEmpty()) {
            scope.audit(organization, AuditAction.KEY_NOT_IDENTIFIED, organization.value(), "", AuditChanges.NONE);
        }
        return found;
    }

    private static void audit(ChangeScope scope, OrganizationId organization, KeyId id, String name, Trace by) {
        scope.audit(
                organization,
                AuditAction.KEY_IDENTIFIED,
                id.value(),
                name,
                AuditChanges.made(Map.of("by", by.name().toLowerCase(Locale.ROOT))));
    }
}
