package dev.ostiary.core.signin;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.address.InternetAddress;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Slows guessing down, by the account that is named, whether it exists or not, and by the address that tries. What it
/// knows is in the store, so it holds on every node and after a restart. An attempt counts as failed before it is
/// looked at: of many at once no more are looked at than one after the other would be. Thread safe.
public final class SignInThrottle {
    /// How many failures cost nothing.
    private static final int FREE_OF_ACCOUNT = 5;
    /// More: behind one address may be many people.
    private static final int FREE_OF_ADDRESS = 20;

    /// How many sign-ins an address may begin before they are answered, while challenges are taken. Far more than
    /// an office begins at nine o'clock, and far too few to fill a database.
    private static final int BEGUN_AT_ONCE = 300;

    private final Transactions transactions;
    private final AttemptStore attempts;
    private final Clock clock;

    public SignInThrottle(Transactions transactions, AttemptStore attempts, Clock clock) {
        this.transactions = transactions;
        this.attempts = attempts;
        this.clock = clock;
    }

    /// An attempt that was let through.
    ///
    /// @param before what was known of the address
    /// @param at when it was
    public record Attempt(String account, String address, Attempts before, Instant at) {}

    /// Lets an attempt through, or not.
    ///
    /// @param name whatever was given for the account
    /// @throws RefusedException `signin.throttled` with the time to wait
    public Attempt begin(String name, String address) {
        String account = "account:"
                + LinkToken.Hash.of(name.strip().toLowerCase(Locale.ROOT)).hex();
        String place = "address:" + network(address);
        return transactions.inTransaction(() -> {
            Instant now = now();
            Attempts ofAccount = attempts.lock(account);
            Attempts before = attempts.lock(place);
            Attempts ofAddress = before.leaked(now);
            Duration wait = longer(ofAccount.waitAt(now, FREE_OF_ACCOUNT), ofAddress.waitAt(now, FREE_OF_ADDRESS));
            if (wait.isPositive()) {
                throw RefusedException.throttled(wait);
            }
            attempts.put(account, ofAccount.failed(now));
            attempts.put(place, ofAddress.failed(now));
            return new Attempt(account, place, before, now);
        });
    }

    /// Lets an address begin a sign-in of which a [Challenge] is kept until somebody answers it, or not.
    ///
    /// @throws RefusedException `signin.throttled` with the time to wait
    public void beginChallenge(String address) {
        String subject = "challenges:" + network(address);
        var _ = transactions.inTransaction(() -> {
            Instant now = now();
            Attempts begun = attempts.lock(subject);
            // Counted from the first: what was begun before is forgotten as its challenges are.
            Instant end = begun.lastAt().plus(Challenges.LIFE);
            boolean isOver = !now.isBefore(end);
            if (!isOver && begun.failures() >= BEGUN_AT_ONCE) {
                throw RefusedException.throttled(Duration.between(now, end));
            }
            Attempts counted = isOver ? new Attempts(1, now) : new Attempts(begun.failures() + 1, begun.lastAt());
            attempts.put(subject, counted);
            return counted;
        });
    }

    /// Forgives what counted as a failure and was none.
    public void succeeded(Attempt attempt) {
        transactions.inTransaction(() -> {
            Attempts _ = attempts.lock(attempt.account());
            attempts.put(attempt.account(), Attempts.NONE);
            Attempts ofAddress = attempts.lock(attempt.address());
            attempts.put(attempt.address(), ofAddress.without(attempt.before(), attempt.at()));
            attempts.forgetBefore(now().minus(Attempts.MEMORY));
            return attempt;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /// The address itself; of the sixth version of the protocol the half that a household gets.
    private static String network(String address) {
        return InternetAddress.parse(address).map(SignInThrottle::network).orElse("unknown");
    }

    private static String network(InternetAddress address) {
        return address.isV4() ? address.toString() : Long.toHexString(address.high()) + "/64";
    }
}
