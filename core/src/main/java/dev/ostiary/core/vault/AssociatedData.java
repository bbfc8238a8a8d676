package dev.ostiary.core.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProviderKeyId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// What a ciphertext is bound to. Each part has its length before it, four bytes big-endian, so that no two lists of
/// parts are the same bytes.
final class AssociatedData {
    private static final String PURPOSE = "ostiary/provider-key";

    private AssociatedData() {}

    /// That of a version of a provider key: a ciphertext of another organization, another key or an older value
    /// does not open in its place (A.4).
    static byte[] of(OrganizationId organization, ProviderKeyId id, int version) {
        return join(PURPOSE, organization.value(), id.value(), Integer.toString(version));
    }

    private static byte[] join(String... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            joined.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            joined.writeBytes(bytes);
        }
        return joined.toByteArray();
    }
}
