package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Finds the key that a text found somewhere belongs to: a whole key, alone or in a line of something else; its
/// SHA-256; a public id; or its first and last four characters. The text is neither kept nor written down, only
/// what it led to.
public final class IdentifyKey {
    /// The longest text.
    public static final int MAX_LENGTH = 4096;

    /// What can be given, for error messages.
    public static final String REMEDY =
            "give a whole key, its SHA-256 in hexadecimal or Base64, a public id (pk_ost_…), or the first and last four "
                    + "characters with dots between them (abcd…wxyz)";

    private final KeyTraces traces;
    private final BindingTargets targets;
    private final ChangeRecorder recorder;
    private final Supplier<List<Pepper>> peppers;

    /// @param peppers those that stored digests may have in them
    public IdentifyKey(
            KeyTraces traces, BindingTargets targets, ChangeRecorder recorder, Supplier<List<Pepper>> peppers) {
        this.traces = traces;
        this.targets = targets;
        this.recorder = recorder;
        this.peppers = peppers;
    }

    /// Finds the keys; none when it belongs to none of the organization.
    ///
    /// @throws RefusedException `resource.not-found` for the organization; `request.invalid` when the text leads
    /// nowhere
    public Recorded<List<IdentifiedKey>> identify(Actor actor, OrganizationId organization, Secret text) {
        return recorder.record(
                actor, Permission.KEYS_READ, organization, scope -> identifyIn(scope, organization, text));
    }

    private List<IdentifiedKey> identifyIn(ChangeScope scope, OrganizationId organization, Secret text) {
        if (!targets.lock(organization, new KeyBinding.WholeOrganization())) {
            throw RefusedException.notFound();
        }
        List<IdentifiedKey> found = find(organization, text.reveal().strip());
        for (IdentifiedKey each : found) {
            scope.audit(
                    organization,
                    AuditAction.KEY_IDENTIFIED,
                    each.found().key().id().value(),
                    each.found().key().name().value(),
                    AuditChanges.made(Map.of("by", each.by().name().toLowerCase(Locale.ROOT))));
        }
        if (found.isEmpty()) {
            scope.audit(organization, AuditAction.KEY_NOT_IDENTIFIED, organization.value(), "", AuditChanges.NONE);
        }
        return found;
    }

    private List<IdentifiedKey> find(OrganizationId organization, String text) {
        List<IdentifiedKey> found = new ArrayList<>();
        Set<KeyDigest> digests = digests(text);
        for (FoundKey each : digests.isEmpty() ? List.<FoundKey>of() : traces.byDigest(organization, digests)) {
            found.add(new IdentifiedKey(
                    each, each.former().isPresent() ? IdentifiedKey.Trace.FORMER_SECRET : IdentifiedKey.Trace.SECRET));
        }
        List<String> publicIds = LeakedText.publicIds(text);
        for (String publicId : publicIds) {
            traces.byPublicId(organization, publicId)
                    .forEach(each -> found.add(new IdentifiedKey(each, IdentifiedKey.Trace.PUBLIC_ID)));
        }
        Set<String> masks = KeyMask.meant(text);
        if (!masks.isEmpty()) {
            traces.byMask(organization, masks)
                    .forEach(each -> found.add(new IdentifiedKey(each, IdentifiedKey.Trace.MASK)));
        }
        if (digests.isEmpty() && publicIds.isEmpty() && masks.isEmpty()) {
            throw RefusedException.field("text", REMEDY);
        }
        return once(found);
    }

    private Set<KeyDigest> digests(String text) {
        Set<KeyDigest> digests = new HashSet<>();
        for (Pepper pepper : peppers.get()) {
            KeyDigester digester = new KeyDigester(pepper);
            LeakedText.secrets(text).forEach(secret -> digests.add(digester.digest(secret)));
            LeakedText.hashes(text).forEach(hash -> digests.add(digester.digestOfSha256(hash)));
        }
        return digests;
    }

    /// Each key by the first that led to it.
    private static List<IdentifiedKey> once(List<IdentifiedKey> found) {
        Set<Object> seen = new HashSet<>();
        return found.stream().filter(each -> seen.add(each.found().key().id())).toList();
    }
}
