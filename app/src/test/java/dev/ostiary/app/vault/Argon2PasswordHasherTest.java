package dev.ostiary.app.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.PasswordHash;
import org.junit.jupiter.api.Test;

/// Passwords are kept as Argon2id writes them, and only their own hash is theirs.
final class Argon2PasswordHasherTest {
    private static final Secret PASSWORD = Secret.of("several plain words");

    private final Argon2PasswordHasher hasher = new Argon2PasswordHasher(new Randomness());

    @Test
    void hash_isOfItsPasswordAlone() {
        PasswordHash hash = hasher.hash(PASSWORD);

        assertTrue(hash.text().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), "the format");
        assertTrue(hasher.matches(PASSWORD, hash));
        assertFalse(hasher.matches(Secret.of("several plain word"), hash));
        assertFalse(hasher.matches(PASSWORD, hasher.decoy()));
        assertNotEquals(hash, hasher.hash(PASSWORD));
        assertEquals("PasswordHash", hash.toString());
    }

    /// The same password from another keyboard is the same.
    @Test
    void matches_otherCompositionOfCharacters() {
        assertTrue(hasher.matches(
                Secret.of("cafe\u0301 au lait please"), hasher.hash(Secret.of("caf\u00e9 au lait please"))));
    }

    /// Costs stand in the hash: one of other costs is read, and known as outdated; a senseless one is a fault.
    @Test
    void isOutdated_ofOtherCosts() {
        PasswordHash hash = hasher.hash(PASSWORD);
        PasswordHash cheaper = new PasswordHash(hash.text().replace("m=19456,t=2", "m=64,t=1"));

        assertFalse(hasher.isOutdated(hash));
        assertTrue(hasher.isOutdated(cheaper));
        assertFalse(hasher.matches(PASSWORD, cheaper));
        assertThrows(
                IllegalStateException.class,
                () -> hasher.matches(PASSWORD, new PasswordHash(hash.text().replace("m=19456", "m=999999"))));
        assertThrows(IllegalStateException.class, () -> hasher.matches(PASSWORD, new PasswordHash("plain")));
    }
}
