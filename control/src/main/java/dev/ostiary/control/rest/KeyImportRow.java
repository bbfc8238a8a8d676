package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyMask;
import dev.ostiary.core.key.KeyToImport;
import dev.ostiary.core.key.KeyToImport.Material;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/// A key of a batch: read, or why it cannot be. One that cannot is no reason to refuse the others.
final class KeyImportRow {
    private static final FieldType<Secret> KEY = FieldType.secret(
            text -> KeyFormat.mayOpenGateway(text) ? Optional.of(Secret.of(text)) : Optional.empty(),
            "give 16 to 512 visible ASCII characters; what begins like a key of Ostiary must be a whole one that opens "
                    + "agents");
    private static final FieldType<byte[]> HASH =
            FieldType.text(KeyToImport::hash, "give the 32 bytes of a SHA-256 in hexadecimal or Base64");
    private static final FieldType<String> MASK = FieldType.text(
            text -> KeyMask.isMask(text) ? Optional.of(text) : Optional.empty(),
            "give the first and last four characters with eight bullets between: abcd••••••••wxyz");

    private final Function<Function<NewKeyRequest, KeyBinding>, KeyToImport> outcome;

    private KeyImportRow(Function<Function<NewKeyRequest, KeyBinding>, KeyToImport> outcome) {
        this.outcome = outcome;
    }

    static KeyImportRow read(JsonFields fields, Clock clock) {
        try {
            Optional<Secret> key = fields.optional("key", KEY);
            Optional<byte[]> hash = fields.optional("sha256", HASH);
            Optional<String> mask = fields.optional("mask", MASK);
            if (fields.isGiven("key") == fields.isGiven("sha256")) {
                fields.problem("key", "give the key or its sha256, one of them");
            }
            Optional<DisplayName> name = fields.required("name", Fields.NAME);
            NewKeyRequest request = NewKeyRequest.read(fields, clock, name);
            Material material = key.<Material>map(Material.Whole::new)
                    .orElseGet(() -> new Material.Sha256(hash.orElseThrow(), mask.orElseGet(KeyMask::ofUnknown)));
            return new KeyImportRow(bindings -> imported(request, bindings.apply(request), material));
        } catch (RefusedException refused) {
            return new KeyImportRow(_ -> {
                throw refused;
            });
        }
    }

    /// The key to take in.
    ///
    /// @param bindings finds what it is for
    /// @throws RefusedException `request.invalid` when it cannot be read
    KeyToImport imported(Function<NewKeyRequest, KeyBinding> bindings) {
        return outcome.apply(bindings);
    }

    private static KeyToImport imported(NewKeyRequest key, KeyBinding binding, Material material) {
        Expiry expiry = key.expiresAt() instanceof Expiry.Default ? new Expiry.Never() : key.expiresAt();
        return new KeyToImport(
                key.name(), key.description(), binding, key.labels(), key.restrictions(), expiry, material);
    }
}
