package dev.ostiary.core.key;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Holds what is asked for to the organization's [KeyPolicy]. The organization's row must be held, or the key's, so
/// that two who ask at once cannot both be the last.
public final class KeyRules {
    private final KeyPolicyStore policies;
    private final KeyStore keys;

    public KeyRules(KeyPolicyStore policies, KeyStore keys) {
        this.policies = policies;
        this.keys = keys;
    }

    /// When a key is refused that shall end so; empty for never. Who asks for nothing gets the usual life, or the
    /// longest that is allowed when that is shorter.
    ///
    /// @throws RefusedException as [Expiry#resolve]; `key.life-too-long`; `key.expiry-required`
    public Optional<Instant> resolve(OrganizationId organization, Expiry asked, Instant now) {
        return resolve(policies.get(organization), asked, now);
    }

    /// The same by a policy that was read.
    static Optional<Instant> resolve(KeyPolicy policy, Expiry asked, Instant now) {
        Optional<Instant> latest = policy.longestLife().map(now::plus);
        if (asked instanceof Expiry.Default && latest.isPresent()) {
            Duration life = policy.longestLife().get();
            Duration usual = life.compareTo(Expiry.DEFAULT_LIFE) < 0 ? life : Expiry.DEFAULT_LIFE;
            return Optional.of(now.plus(usual).truncatedTo(ChronoUnit.MILLIS));
        }
        Optional<Instant> end = asked.resolve(now);
        if (end.isEmpty() && !policy.mayNeverExpire()) {
            throw new RefusedException(ProblemCode.KEY_EXPIRY_REQUIRED);
        }
        if (end.isPresent() && latest.isPresent() && end.get().isAfter(latest.get())) {
            throw new RefusedException(ProblemCode.KEY_LIFE_TOO_LONG);
        }
        return end;
    }

    /// Refuses when so many more keys would be more than there may be.
    ///
    /// @throws RefusedException `key.too-many`
    void requireRoom(OrganizationId organization, int more) {
        KeyPolicy policy = policies.get(organization);
        if (policy.mostLiveKeys().isPresent()) {
            int most = policy.mostLiveKeys().get();
            if (keys.countLive(organization, most) + more > most) {
                throw new RefusedException(ProblemCode.KEY_TOO_MANY);
            }
        }
    }

    KeyPolicy policy(OrganizationId organization) {
        return policies.get(organization);
    }
}
