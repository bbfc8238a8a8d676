package dev.ostiary.app.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.secret.Secret;
import java.text.Normalizer;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id, version 1.3 (RFC 9106), of texts that people type.
final class Argon2id {
    private Argon2id() {}

    /// What a computation costs, as it is written in its results: `m=65536,t=3,p=4`.
    record Cost(int kibibytes, int passes, int lanes) {
        boolean isWithin(Cost max) {
            return kibibytes >= 8 * lanes
                    && kibibytes <= max.kibibytes
                    && passes >= 1
                    && passes <= max.passes
                    && lanes >= 1
                    && lanes <= max.lanes;
        }

        @Override
        public String toString() {
            return "m=" + kibibytes + ",t=" + passes + ",p=" + lanes;
        }
    }

    static byte[] hash(Secret text, byte[] salt, Cost cost, int length) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kibibytes())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        // The same text from another keyboard has the same bytes.
        int unused = argon2.generateBytes(
                Normalizer.normalize(text.reveal(), Normalizer.Form.NFC).getBytes(UTF_8), hash);
        return hash;
    }
}
