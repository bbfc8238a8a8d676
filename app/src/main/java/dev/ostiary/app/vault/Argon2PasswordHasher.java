package dev.ostiary.app.vault;

import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.PasswordHash;
import dev.ostiary.core.signin.PasswordHasher;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Passwords under Argon2id, in the format of its reference implementation: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
/// Only a few are computed at once, so that many who sign in cannot take all memory and every processor.
public final class Argon2PasswordHasher implements PasswordHasher {
    /// 19 MiB and two passes, as OWASP recommends where many sign in at once.
    private static final Argon2id.Cost COST = new Argon2id.Cost(19 * 1024, 2, 1);

    /// What a stored hash can make us do.
    private static final Argon2id.Cost MAX_COST = new Argon2id.Cost(256 * 1024, 10, 8);

    private static final Pattern FORMAT = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,6}),t=([0-9]{1,2}),p=([0-9])\\$([A-Za-z0-9+/]{1,86})\\$([A-Za-z0-9+/]{1,86})");

    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Randomness randomness;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final PasswordHash decoy;

    public Argon2PasswordHasher(Randomness randomness) {
        this.randomness = randomness;
        // Of no password: a random hash, which costs what every other does once it is compared with.
        this.decoy = format(COST, randomness.bytes(SALT), randomness.bytes(HASH));
    }

    @Override
    public PasswordHash hash(Secret password) {
        byte[] salt = randomness.bytes(SALT);
        return format(COST, salt, compute(password, salt, COST));
    }

    @Override
    public boolean matches(Secret password, PasswordHash hash) {
        Matcher read = FORMAT.matcher(hash.text());
        if (!read.matches()) {
            throw unreadable();
        }
        Argon2id.Cost cost = cost(read);
        if (!cost.isWithin(MAX_COST)) {
            throw unreadable();
        }
        byte[] expected = Base64.getDecoder().decode(read.group(5));
        byte[] computed = compute(password, Base64.getDecoder().decode(read.group(4)), cost);
        return MessageDigest.isEqual(expected, computed);
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        Matcher read = FORMAT.matcher(hash.text());
        return !read.matches() || !cost(read).equals(COST);
    }

    @Override
    public PasswordHash decoy() {
        return decoy;
    }

    private byte[] compute(Secret password, byte[] salt, Argon2id.Cost cost) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw RefusedException.throttled(PATIENCE);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw RefusedException.throttled(PATIENCE);
        }
        try {
            return Argon2id.hash(password, salt, cost, HASH);
        } finally {
            places.release();
        }
    }

    private static Argon2id.Cost cost(Matcher read) {
        return new Argon2id.Cost(
                Integer.parseInt(read.group(1)), Integer.parseInt(read.group(2)), Integer.parseInt(read.group(3)));
    }

    private static PasswordHash format(Argon2id.Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash(
                "$argon2id$v=19$" + cost + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
    }

    private static IllegalStateException unreadable() {
        return new IllegalStateException("a stored password hash that this program cannot read");
    }
}
