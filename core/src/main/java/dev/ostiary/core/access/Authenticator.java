package dev.ostiary.core.access;

import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The one decision: may this request pass. Pure: no I/O, nothing remembered, everything judged anew on every request
/// from the key's present record. Not thread safe, since its digester is not: one for each thread.
///
/// The order: locate the credential, shape and checksum, digest, find, binding, then revoked, expired, disabled.
public final class Authenticator {
    private static final Verdict ANONYMOUS = new Verdict.Anonymous(new Permit(null));
    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "Bearer ";
    /// What the prefixes of all issued secrets share.
    private static final String ISSUED_MARK = "k_ost_";

    private final KeyDigester digester;

    public Authenticator(KeyDigester digester) {
        this.digester = digester;
    }

    /// Decides a request.
    ///
    /// @param policy of the route it is for
    /// @param now the instant that expiry is judged by
    public Verdict decide(RequestFacts request, AccessPolicy policy, KeyDirectory directory, Instant now) {
        return switch (policy) {
            case AccessPolicy.Open _ -> ANONYMOUS;
            case AccessPolicy.KeyRequired required -> byMode(required, judge(request, required, directory, now));
        };
    }

    private static Verdict byMode(AccessPolicy.KeyRequired policy, Verdict strict) {
        if (!(strict instanceof Verdict.Denied denied)) {
            return strict;
        }
        return switch (policy.mode()) {
            case STRICT -> denied;
            case OPTIONAL -> denied.reason() == DenialReason.MISSING ? ANONYMOUS : denied;
            case PERMISSIVE -> denied.reason() == DenialReason.AMBIGUOUS ? denied : ANONYMOUS;
        };
    }

    private Verdict judge(RequestFacts request, AccessPolicy.KeyRequired policy, KeyDirectory directory, Instant now) {
        String header = switch (policy.location()) {
            case Location.Header(String name) -> name;
        };
        String credential = request.header(header);
        if (credential == null) {
            return denied(DenialReason.MISSING, null);
        }
        if (request.isRepeated(header) || standsElsewhere(request, credential)) {
            return denied(DenialReason.AMBIGUOUS, null);
        }
        if (!KeyFormat.mayOpenGateway(credential)) {
            return denied(DenialReason.MALFORMED, null);
        }
        KeyEntry key = directory.find(digester.digest(credential));
        if (key == null) {
            return denied(DenialReason.UNKNOWN, null);
        }
        return judge(key, policy.target(), now.toEpochMilli());
    }

    private static Verdict judge(KeyEntry key, AccessTarget target, long nowMillis) {
        if (!key.organization().equals(target.organization())) {
            return denied(DenialReason.OTHER_ORGANIZATION, key);
        }
        if (!key.binding().covers(target.agent(), target.environment())) {
            return denied(DenialReason.OUTSIDE_BINDING, key);
        }
        return switch (key.status(nowMillis)) {
            case ACTIVE -> new Verdict.Allowed(new Permit(key));
            case REVOKED -> denied(DenialReason.REVOKED, key);
            case EXPIRED -> denied(DenialReason.EXPIRED, key);
            case DISABLED -> denied(DenialReason.DISABLED, key);
        };
    }

    /// Whether a key of ours stands in the URL, or something with another one in `Authorization`, or more than one
    /// line of that. Such a request cannot be forwarded without showing a key to the upstream, and which key was
    /// meant would be a guess.
    private static boolean standsElsewhere(RequestFacts request, String credential) {
        if (request.target().contains(ISSUED_MARK)) {
            return true;
        }
        String authorization = request.header(AUTHORIZATION);
        return authorization != null
                && (request.isRepeated(AUTHORIZATION)
                        || (authorization.contains(ISSUED_MARK) && !isBearer(authorization, credential)));
    }

    private static boolean isBearer(String authorization, String credential) {
        return authorization.length() == BEARER.length() + credential.length()
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && authorization.endsWith(credential);
    }

    private static Verdict denied(DenialReason reason, @Nullable KeyEntry key) {
        return new Verdict.Denied(reason, key == null ? null : key.id());
    }
}
