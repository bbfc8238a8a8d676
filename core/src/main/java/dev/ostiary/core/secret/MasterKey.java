package dev.ostiary.core.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ostiary.core.random.Randomness;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The root of all stored secrecy: 32 random bytes kept outside the database. Everything else is derived from it with
/// HKDF-SHA-256 (RFC 5869) under a label of its own, so that no two uses share a key.
public final class MasterKey {
    private static final int LENGTH = 32;
    /// What its text begins with.
    static final String FORMAT = "ostiary-master-key-1:";

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A new one.
    public static MasterKey generate(Randomness randomness) {
        return new MasterKey(randomness.bytes(LENGTH));
    }

    /// Reads what [#export()] wrote; empty when the text is anything else.
    public static Optional<MasterKey> parse(String text) {
        String line = text.strip();
        if (!line.startsWith(FORMAT)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(line.substring(FORMAT.length()));
            MasterKey read = new MasterKey(decoded);
            // Base64 has several spellings of the same bytes; only ours is taken.
            return decoded.length == LENGTH && read.export().equals(Secret.of(line))
                    ? Optional.of(read)
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// One line of text: the format's name, a colon, the bytes in base64.
    public Secret export() {
        return Secret.of(FORMAT + Base64.getEncoder().encodeToString(bytes));
    }

    /// The pepper of that number.
    public Pepper pepper(int number) {
        return new Pepper(number, derive("pepper/" + number, Pepper.LENGTH));
    }

    /// 16 bytes in hex that tell one master key from another and say nothing about either. Stored in the database
    /// at first start and compared at every later one.
    public String checkValue() {
        return HexFormat.of().formatHex(derive("check", 16));
    }

    /// The 32 bytes under which recoverable secrets are encrypted, for the cipher alone.
    public byte[] vaultKey() {
        return derive("vault", 32);
    }

    private byte[] derive(String label, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(bytes)
                            .thenExpand(("ostiary/" + label).getBytes(US_ASCII), length));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java runtime has no HKDF-SHA256", missing);
        }
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
