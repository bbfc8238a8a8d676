package dev.ostiary.core.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.core.secret.Pepper;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Computes `HMAC-SHA-256(pepper, SHA-256(key))`. The inner hash lets digests made elsewhere be taken in; the outer
/// one makes a stolen table useless without the pepper. Keys have at least 112 random bits, so no slow hash is called
/// for (NIST SP 800-63B, section 5.1.1.2). Not thread safe: one for each thread.
///
/// The HMAC is put together of hashes that have the pepper's blocks behind them: `Mac` hashes these two anew each time.
public final class KeyDigester {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;

    private final int pepperNumber;
    private final MessageDigest sha256;
    /// The hash after the pepper's block, where each HMAC begins (RFC 2104, section 4).
    private final MessageDigest inner;

    private final MessageDigest outer;
    private final byte[] digest = new byte[KeyDigest.LENGTH];

    public KeyDigester(Pepper pepper) {
        try {
            this.pepperNumber = pepper.number();
            this.sha256 = MessageDigest.getInstance("SHA-256");
            this.inner = after(pepper, INNER);
            this.outer = after(pepper, OUTER);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    private static MessageDigest after(Pepper pepper, byte padding) throws NoSuchAlgorithmException {
        byte[] block = Arrays.copyOf(pepper.reveal(), BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= padding;
        }
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        hash.update(block);
        Arrays.fill(block, (byte) 0);
        return hash;
    }

    /// The digest of a key of visible ASCII characters.
    public KeyDigest digest(String key) {
        return digest(key.getBytes(ISO_8859_1));
    }

    /// The digest of a key in ASCII.
    public KeyDigest digest(byte[] key) {
        try {
            sha256.update(key);
            sha256.digest(digest, 0, digest.length);
            return finished();
        } catch (DigestException impossible) {
            throw new IllegalStateException("a SHA-256 has room in 32 bytes", impossible);
        }
    }

    /// The digest of a key of which only the SHA-256 is known.
    public KeyDigest digestOfSha256(byte[] hash) {
        if (hash.length != KeyDigest.LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has " + KeyDigest.LENGTH + " bytes");
        }
        System.arraycopy(hash, 0, digest, 0, digest.length);
        return finished();
    }

    private KeyDigest finished() {
        try {
            hash((MessageDigest) inner.clone());
            hash((MessageDigest) outer.clone());
            return KeyDigest.of(digest);
        } catch (CloneNotSupportedException | DigestException impossible) {
            throw new IllegalStateException("the runtime's SHA-256 can be cloned", impossible);
        }
    }

    private void hash(MessageDigest begun) throws DigestException {
        begun.update(digest);
        begun.digest(digest, 0, digest.length);
    }

    /// The number of the pepper it uses, stored beside each digest.
    public int pepperNumber() {
        return pepperNumber;
    }
}
