package dev.ostiary.core.memory;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.PasswordHash;
import dev.ostiary.core.signin.PasswordHasher;
import java.util.concurrent.atomic.AtomicInteger;

/// One for tests, which slow ones would keep waiting. Counts how often it compares.
public final class QuickPasswordHasher implements PasswordHasher {
    /// How many passwords were compared with hashes.
    public final AtomicInteger comparisons = new AtomicInteger();

    /// Whether hashes made from now on are at other costs than before.
    public volatile String costs = "1";

    @Override
    public PasswordHash hash(Secret password) {
        return new PasswordHash(costs + ":" + digest(password));
    }

    @Override
    public boolean matches(Secret password, PasswordHash hash) {
        comparisons.incrementAndGet();
        return hash.text().endsWith(":" + digest(password));
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return !hash.text().startsWith(costs + ":");
    }

    @Override
    public PasswordHash decoy() {
        return new PasswordHash(costs + ":");
    }

    private static String digest(Secret password) {
        return LinkToken.Hash.of(password.reveal()).hex();
    }
}
