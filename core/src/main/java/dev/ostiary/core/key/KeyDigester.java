package dev.ostiary.core.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.core.secret.Pepper;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Computes `HMAC-SHA-256(pepper, SHA-256(key))`. The inner hash lets digests made elsewhere be taken in; the outer
/// one makes a stolen table useless without the pepper. Keys have at least 112 random bits, so no slow hash is called
/// for (NIST SP 800-63B, section 5.1.1.2). Not thread safe: one for each thread.
public final class KeyDigester {
    private final int pepperNumber;
    private final MessageDigest sha256;
    private final Mac hmac;

    public KeyDigester(Pepper pepper) {
        try {
            this.pepperNumber = pepper.number();
            this.sha256 = MessageDigest.getInstance("SHA-256");
            this.hmac = Mac.getInstance("HmacSHA256");
            this.hmac.init(new SecretKeySpec(pepper.reveal(), "HmacSHA256"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    /// The digest of a key of visible ASCII characters.
    public KeyDigest digest(String key) {
        return KeyDigest.of(hmac.doFinal(sha256.digest(key.getBytes(ISO_8859_1))));
    }

    /// The number of the pepper it uses, stored beside each digest.
    public int pepperNumber() {
        return pepperNumber;
    }
}
