package dev.ostiary.core.signin;

import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Makes the link of the first start, anew at each start until somebody has come in.
public final class PrepareSetup {
    /// How long the link is taken.
    public static final Duration LIFE = Duration.ofHours(24);

    private final Transactions transactions;
    private final AccountStore accounts;
    private final SetupLinkStore links;
    private final Randomness randomness;
    private final Clock clock;

    public PrepareSetup(
            Transactions transactions,
            AccountStore accounts,
            SetupLinkStore links,
            Randomness randomness,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.links = links;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Whether somebody has come in: then no link is taken, and none is made.
    public boolean isDone() {
        return !accounts.list(new PageRequest(1, Optional.empty())).items().isEmpty();
    }

    /// The token of a new link, after which none before it is taken; empty when there is an account.
    public Optional<Secret> renew() {
        return transactions.inTransaction(() -> {
            if (isDone()) {
                return Optional.empty();
            }
            LinkToken token = LinkToken.generate(randomness);
            links.put(new SetupLink(
                    token.hash(), clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(LIFE)));
            return Optional.of(token.secret());
        });
    }
}
