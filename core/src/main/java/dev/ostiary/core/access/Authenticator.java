package dev.ostiary.core.access;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.address.InternetAddress;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one decision: may this request pass. Pure: no I/O, everything judged anew on every request from the key's
/// present record. Of keys that come again it keeps the entry's object while the record is the same, so that
/// identifier and name are unpacked once; no decision is kept. Not thread safe, since its digester is not: one for
/// each thread.
///
/// The order: locate the credential, shape and checksum, digest, find, binding, the policy's selection, then revoked,
/// expired, disabled, the secret replaced, then origin (of a public id alone), address, scope. Rate limits come after,
/// since they count.
public final class Authenticator {
    private static final Verdict ANONYMOUS = new Verdict.Anonymous(new Permit(null, false));
    private static final char PAIR = ':';
    private static final String ORIGIN = "origin";

    /// How many entries are kept, a power of two.
    private static final int RECENT = 256;

    /// Of the newest pepper.
    private KeyDigester digester;
    /// Of the older peppers that keys may still have in their digests.
    private KeyDigester[] older = {};

    private final @Nullable KeyEntry[] recent = new KeyEntry[RECENT];

    public Authenticator(KeyDigester digester) {
        this.digester = digester;
    }

    /// Goes over to other peppers. On the thread that decides.
    ///
    /// @param newest that most keys have in their digests, or will have
    /// @param others that keys may still have
    public void replaceDigesters(KeyDigester newest, List<KeyDigester> others) {
        digester = newest;
        older = others.toArray(KeyDigester[]::new);
    }

    /// Decides a request.
    ///
    /// @param policy of the route it is for
    /// @param now the instant that expiry is judged by
    public Verdict decide(RequestFacts request, AccessPolicy policy, KeyDirectory directory, Instant now) {
        return switch (policy) {
            case AccessPolicy.Open _ -> anonymous(request);
            case AccessPolicy.KeyRequired required ->
                byMode(request, required, judge(request, required, directory, now));
        };
    }

    /// Decides again of a request that was let in, by the same rules: because it is in progress and something has
    /// changed, or because it goes on from the client API to an agent. Its credential is gone by now, or was read
    /// before: the key it was let in by counts as sent, unless the policy reads keys in fewer places than before; a
    /// request without one has none. Who was let in by a key goes on by that key only, though the policy lets
    /// everyone pass.
    ///
    /// @param before the policy that let it in
    /// @param policy the one of now
    /// @param present what the key's record says now; null when there is none
    public static Verdict decideAgain(
            RequestFacts request,
            Permit permit,
            AccessPolicy before,
            AccessPolicy policy,
            @Nullable KeyEntry present,
            Instant now) {
        KeyEntry key = permit.key();
        if (key == null) {
            boolean isNeeded =
                    policy instanceof AccessPolicy.KeyRequired required && required.mode() == AccessMode.STRICT;
            return isNeeded ? denied(DenialReason.MISSING, null) : new Verdict.Anonymous(permit);
        }
        if (present == null || !present.id().equals(key.id())) {
            return denied(DenialReason.UNKNOWN, key);
        }
        return switch (policy) {
            case AccessPolicy.Open _ -> {
                DenialReason ended = ended(present, now);
                yield ended == null ? new Verdict.Allowed(permit) : denied(ended, key);
            }
            case AccessPolicy.KeyRequired required ->
                isReadWhere(before, required)
                        ? judge(request, present, permit.isPublicAlone(), required, now)
                        : denied(DenialReason.MISSING, key);
        };
    }

    private static boolean isReadWhere(AccessPolicy before, AccessPolicy.KeyRequired now) {
        return before instanceof AccessPolicy.KeyRequired required
                && now.locations().containsAll(required.locations());
    }

    private static Verdict byMode(RequestFacts request, AccessPolicy.KeyRequired policy, Verdict strict) {
        if (!(strict instanceof Verdict.Denied denied)) {
            return strict;
        }
        return switch (policy.mode()) {
            case STRICT -> denied;
            case OPTIONAL -> denied.reason() == DenialReason.MISSING ? anonymous(request) : denied;
            case PERMISSIVE -> countsAsNone(denied.reason()) ? anonymous(request) : denied;
        };
    }

    /// A wrong credential counts as none; a request that can be read in two ways does not, nor does a right key
    /// that may not do this.
    private static boolean countsAsNone(DenialReason reason) {
        return switch (reason) {
            case MISSING,
                    MALFORMED,
                    UNKNOWN,
                    OTHER_ORGANIZATION,
                    OUTSIDE_BINDING,
                    REVOKED,
                    EXPIRED,
                    DISABLED,
                    REPLACED,
                    NOT_SELECTED,
                    WRONG_PAIR -> true;
            case AMBIGUOUS,
                    ORIGIN_REFUSED,
                    ADDRESS_REFUSED,
                    SCOPE_MISSING,
                    RATE_LIMITED,
                    NO_CREDITS,
                    TOO_MANY_FAILURES -> false;
        };
    }

    /// Nothing is shown to an upstream that opens doors elsewhere: a key in the URL cannot be taken out unasked.
    private static Verdict anonymous(RequestFacts request) {
        return KeysInUrl.isIn(request.target()) ? denied(DenialReason.AMBIGUOUS, null) : ANONYMOUS;
    }

    private Verdict judge(RequestFacts request, AccessPolicy.KeyRequired policy, KeyDirectory directory, Instant now) {
        List<Location> locations = policy.locations();
        String credential = null;
        boolean isAmbiguous = false;
        for (int i = 0; i < locations.size(); i++) {
            isAmbiguous |= Credentials.areSeveralAt(request, locations.get(i));
            String found = Credentials.at(request, locations.get(i));
            if (found != null) {
                isAmbiguous |= credential != null && !credential.equals(found);
                credential = found;
            }
        }
        if (isAmbiguous) {
            return denied(DenialReason.AMBIGUOUS, null);
        }
        if (credential == null) {
            return denied(DenialReason.MISSING, null);
        }
        if (StrayKeys.stand(request, locations, credential)) {
            return denied(DenialReason.AMBIGUOUS, null);
        }
        return credential.startsWith(KeyType.PUBLIC.prefix())
                ? byPublicId(request, credential, policy, directory, now)
                : bySecret(request, credential, null, policy, directory, now);
    }

    private Verdict byPublicId(
            RequestFacts request,
            String credential,
            AccessPolicy.KeyRequired policy,
            KeyDirectory directory,
            Instant now) {
        int colon = credential.indexOf(PAIR);
        String publicId = colon < 0 ? credential : credential.substring(0, colon);
        if (!KeyFormat.isIssued(publicId, KeyType.PUBLIC)) {
            return denied(DenialReason.MALFORMED, null);
        }
        if (colon >= 0) {
            return bySecret(request, credential.substring(colon + 1), publicId, policy, directory, now);
        }
        KeyEntry key = directory.findPublic(publicId);
        return key == null ? denied(DenialReason.UNKNOWN, null) : judge(request, key, true, policy, now);
    }

    private Verdict bySecret(
            RequestFacts request,
            String secret,
            @Nullable String publicId,
            AccessPolicy.KeyRequired policy,
            KeyDirectory directory,
            Instant now) {
        byte[] ascii = KeyFormat.ascii(secret);
        if (!KeyFormat.mayOpenGateway(ascii)) {
            return denied(DenialReason.MALFORMED, null);
        }
        KeyDigest digest = digester.digest(ascii);
        KeyEntry found = directory.find(digest);
        for (int i = 0; found == null && i < older.length; i++) {
            digest = older[i].digest(ascii);
            found = directory.find(digest);
        }
        if (found == null) {
            return denied(DenialReason.UNKNOWN, null);
        }
        KeyEntry key = kept(digest, found);
        if (publicId != null && !publicId.equals(key.publicId())) {
            return denied(DenialReason.WRONG_PAIR, key);
        }
        return judge(request, key, false, policy, now);
    }

    /// The object that was found the last time, when it is of the same record.
    private KeyEntry kept(KeyDigest digest, KeyEntry found) {
        int slot = digest.hashCode() & RECENT - 1;
        KeyEntry known = recent[slot];
        if (known != null && known.isOfSameRecord(found)) {
            return known;
        }
        recent[slot] = found;
        return found;
    }

    private static Verdict judge(
            RequestFacts request, KeyEntry key, boolean isPublicAlone, AccessPolicy.KeyRequired policy, Instant now) {
        DenialReason outside = outside(key, policy.target());
        if (outside != null) {
            return denied(outside, key);
        }
        if (!policy.keys().takes(key)) {
            return denied(DenialReason.NOT_SELECTED, key);
        }
        DenialReason ended = ended(key, now);
        return ended == null ? restricted(request, key, isPublicAlone, policy.target()) : denied(ended, key);
    }

    private static @Nullable DenialReason ended(KeyEntry key, Instant now) {
        long millis = now.toEpochMilli();
        return switch (key.status(millis)) {
            case ACTIVE -> key.isSecretEnded(millis) ? DenialReason.REPLACED : null;
            case REVOKED -> DenialReason.REVOKED;
            case EXPIRED -> DenialReason.EXPIRED;
            case DISABLED -> DenialReason.DISABLED;
        };
    }

    private static @Nullable DenialReason outside(KeyEntry key, AccessTarget target) {
        return switch (target) {
            case AccessTarget.DeployedAgent(var organization, var agent, var environment) ->
                !key.organization().equals(organization)
                        ? DenialReason.OTHER_ORGANIZATION
                        : key.binding().covers(agent, environment) ? null : DenialReason.OUTSIDE_BINDING;
            case AccessTarget.OwnRoute(var organization, var route) ->
                !key.organization().equals(organization)
                        ? DenialReason.OTHER_ORGANIZATION
                        : key.binding().covers(route) ? null : DenialReason.OUTSIDE_BINDING;
            case AccessTarget.ClientApi _ -> null;
        };
    }

    private static Verdict restricted(RequestFacts request, KeyEntry key, boolean isPublicAlone, AccessTarget target) {
        KeyRestrictions restrictions = key.restrictions();
        if (isPublicAlone && !isFromAny(restrictions.domains(), originHost(request))) {
            return denied(DenialReason.ORIGIN_REFUSED, key);
        }
        if (!restrictions.addresses().isEmpty() && !isInAny(restrictions.addresses(), request.clientAddress())) {
            return denied(DenialReason.ADDRESS_REFUSED, key);
        }
        boolean isJudgedByScope = !restrictions.scopes().isEmpty() && !(target instanceof AccessTarget.ClientApi);
        if (isJudgedByScope && !restrictions.allowsCall(request.method(), request.path())) {
            return denied(DenialReason.SCOPE_MISSING, key);
        }
        return new Verdict.Allowed(new Permit(key, isPublicAlone));
    }

    private static @Nullable String originHost(RequestFacts request) {
        return request.isRepeated(ORIGIN) ? null : OriginHost.of(request.header(ORIGIN));
    }

    private static boolean isFromAny(List<DomainPattern> domains, @Nullable String host) {
        return host != null && domains.stream().anyMatch(domain -> domain.matches(host));
    }

    private static boolean isInAny(List<AddressRange> ranges, @Nullable InternetAddress address) {
        return address != null && ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static Verdict denied(DenialReason reason, @Nullable KeyEntry key) {
        return new Verdict.Denied(reason, key == null ? null : key.id());
    }
}
