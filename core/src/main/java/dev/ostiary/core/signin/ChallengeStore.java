package dev.ostiary.core.signin;

import dev.ostiary.core.account.LinkToken;
import java.time.Instant;
import java.util.Optional;

/// Keeps what browsers were asked to answer.
public interface ChallengeStore {
    void insert(Challenge challenge);

    /// The challenge of that token, which is gone afterwards: of two who answer at once, one gets it.
    Optional<Challenge> take(LinkToken.Hash token);

    /// Forgets those that expired before.
    void forgetBefore(Instant expiredBefore);
}
