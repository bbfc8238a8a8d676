package dev.ostiary.core.signin;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.SessionId;
import java.time.Duration;
import java.time.Instant;

/// That a person has signed in with one browser. What the person may do is not in it, and is looked up at each request.
///
/// @param token of the cookie, the hash only
/// @param seenAt when it was last used, to the minute
/// @param address from where it was opened
/// @param userAgent what opened it calls itself; empty when it does not say
public record Session(
        SessionId id,
        AccountId account,
        LinkToken.Hash token,
        SignInMethod method,
        Instant createdAt,
        Instant seenAt,
        String address,
        String userAgent) {
    /// How long it lasts without being used.
    public static final Duration IDLE = Duration.ofHours(12);

    /// How long it lasts at most.
    public static final Duration LIFE = Duration.ofDays(7);

    /// How old it may be where the person must have proved just now who it is.
    public static final Duration FRESH = Duration.ofMinutes(15);

    static Session open(
            SessionId id, AccountId account, LinkToken.Hash token, SignInMethod method, AuditSource from, Instant now) {
        return new Session(id, account, token, method, now, now, from.address(), from.userAgent());
    }

    /// The instant from which it is not taken any more, unless it is used before.
    public Instant endsAt() {
        Instant idle = seenAt.plus(IDLE);
        Instant last = createdAt.plus(LIFE);
        return idle.isBefore(last) ? idle : last;
    }

    /// Whether it is taken at that instant.
    public boolean isActive(Instant now) {
        return now.isBefore(endsAt());
    }

    /// Whether the person has just proved who it is.
    boolean isFresh(Instant now) {
        return now.isBefore(createdAt.plus(FRESH));
    }

    /// The same session, used then.
    Session seen(Instant at) {
        return new Session(id, account, token, method, createdAt, at, address, userAgent);
    }
}
