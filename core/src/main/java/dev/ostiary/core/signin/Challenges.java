package dev.ostiary.core.signin;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Asks browsers for something that is answered once, within minutes, at whichever node. Thread safe.
public final class Challenges {
    /// How long an answer is taken.
    public static final Duration LIFE = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final ChallengeStore challenges;
    private final Randomness randomness;
    private final Clock clock;

    public Challenges(Transactions transactions, ChallengeStore challenges, Randomness randomness, Clock clock) {
        this.transactions = transactions;
        this.challenges = challenges;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// The token of a new challenge: 43 characters `0-9A-Za-z`, 256 random bits.
    ///
    /// @param details what is handed back with the answer
    public Secret issue(Challenge.Purpose purpose, String details) {
        LinkToken token = LinkToken.generate(randomness);
        issue(token, purpose, details);
        return token.secret();
    }

    /// The same with a token just made, which the details tell of.
    public void issue(LinkToken token, Challenge.Purpose purpose, String details) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transactions.inTransaction(() -> {
            challenges.forgetBefore(now);
            challenges.insert(new Challenge(token.hash(), purpose, details, now.plus(LIFE)));
            return now;
        });
    }

    /// The details of the challenge that the answer is to; empty when there was none, it was answered before,
    /// was for something else, or is too old.
    public Optional<String> answer(Challenge.Purpose purpose, String token) {
        return transactions
                .inTransaction(() -> challenges.take(LinkToken.Hash.of(token)))
                .filter(challenge -> challenge.purpose() == purpose)
                .filter(challenge -> clock.instant().isBefore(challenge.expiresAt()))
                .map(Challenge::details);
    }
}
