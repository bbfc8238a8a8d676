package dev.ostiary.app.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text under a passphrase: AES-256-GCM with a key that Argon2id (RFC 9106) makes of it. One line, in which the
/// parameters stand, so that they can grow; they are authenticated with the rest.
public final class PassphraseSeal {
    /// The fewest characters of a passphrase.
    public static final int MIN_LENGTH = 12;

    private static final String FORMAT = "ostiary-sealed-master-key-1:";
    private static final Pattern LINE = Pattern.compile(
            "(" + FORMAT + "argon2id:m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2}):([^:\\s]+):)([^:\\s]+)");

    /// The second choice of RFC 9106, section 4, which is for machines that have other things to do: 64 MiB, three
    /// passes, four lanes.
    private static final Argon2id.Cost COST = new Argon2id.Cost(64 * 1024, 3, 4);

    /// What a file can make us do.
    private static final Argon2id.Cost MAX_COST = new Argon2id.Cost(1024 * 1024, 16, 16);

    private static final int SALT = 16;
    private static final int KEY = 32;

    private final Randomness randomness;

    public PassphraseSeal(Randomness randomness) {
        this.randomness = randomness;
    }

    /// Whether a text claims to be sealed.
    public static boolean isSealed(String text) {
        return text.strip().startsWith(FORMAT);
    }

    /// Seals a text.
    public String seal(Secret text, Secret passphrase) {
        byte[] salt = randomness.bytes(SALT);
        String head = FORMAT + "argon2id:" + COST + ":" + Base64.getEncoder().encodeToString(salt) + ":";
        try {
            byte[] sealed = AesGcm.of(key(passphrase, salt, COST))
                    .encrypt(text.reveal().getBytes(UTF_8), head.getBytes(US_ASCII));
            return head + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a text cannot be encrypted", impossible);
        }
    }

    /// Opens what [#seal] made; empty when the passphrase is another one, or the text was changed.
    public Optional<Secret> open(String sealed, Secret passphrase) {
        Matcher line = LINE.matcher(sealed.strip());
        if (!line.matches()) {
            return Optional.empty();
        }
        Argon2id.Cost cost = new Argon2id.Cost(
                Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3)), Integer.parseInt(line.group(4)));
        if (!cost.isWithin(MAX_COST)) {
            return Optional.empty();
        }
        try {
            byte[] salt = Base64.getDecoder().decode(line.group(5));
            byte[] bytes = AesGcm.of(key(passphrase, salt, cost))
                    .decrypt(
                            Base64.getDecoder().decode(line.group(6)),
                            line.group(1).getBytes(US_ASCII));
            return Optional.of(Secret.of(new String(bytes, UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static byte[] key(Secret passphrase, byte[] salt, Argon2id.Cost cost) {
        return Argon2id.hash(passphrase, salt, cost, KEY);
    }
}
