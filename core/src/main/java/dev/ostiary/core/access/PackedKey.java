package dev.ostiary.core.access;

import static dev.ostiary.core.access.KeyRow.Column.ID;
import static dev.ostiary.core.access.KeyRow.Column.NAME;
import static dev.ostiary.core.access.KeyRow.Column.PUBLIC_ID;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.key.KeyDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A key on its way into or out of a [KeySegment].
///
/// @param publicId null when it was not issued by us, and then the key is kept whole
/// @param publicHash of the public id, packed or not
/// @param name in UTF-8
/// @param state expiry and marks
/// @param shared the [KeyTerms]; of a key that cannot be packed, the whole [KeyEntry]
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PackedKey(
        KeyDigest digest,
        PackedText id,
        @Nullable PackedText publicId,
        long publicHash,
        byte[] name,
        long state,
        Object shared) {
    /// The longest name, in bytes, that is packed.
    static final int MAX_NAME = 255;

    private static final int EXPIRY_BITS = 43;
    private static final long EXPIRY_MASK = (1L << EXPIRY_BITS) - 1;
    private static final long REVOKED = 1L << EXPIRY_BITS;
    private static final long DISABLED = REVOKED << 1;
    private static final int ID_REST = EXPIRY_BITS + 2;
    private static final int PUBLIC_REST = ID_REST + 2;
    private static final int SHARED_REST = PUBLIC_REST + PackedText.REST_BITS;
    private static final byte[] NO_NAME = {};

    static PackedKey of(KeyEntry entry) {
        PackedText id = PackedText.of(entry.id());
        PackedText publicId = PackedText.ofPublicId(entry.publicId());
        byte[] name = packedName(entry.name());
        long expiry = packedExpiry(entry.expiresAtMillis());
        return publicId == null || name == null || expiry < 0
                ? whole(entry, id, publicId)
                : packed(
                        entry.digest(),
                        id,
                        publicId,
                        name,
                        state(entry.isRevoked(), entry.isDisabled(), expiry),
                        entry.terms());
    }

    /// @param terms of the row
    static PackedKey of(KeyRow row, KeyTerms terms) {
        PackedText id = PackedText.ofId(row.bytes(ID), row.start(ID), row.length(ID));
        PackedText publicId = PackedText.ofPublicId(row.bytes(PUBLIC_ID), row.start(PUBLIC_ID), row.length(PUBLIC_ID));
        int nameStart = row.start(NAME);
        int nameLength = row.length(NAME);
        long expiry = packedExpiry(row.expiresAtMillis());
        return publicId == null || nameLength > MAX_NAME || nameLength < 0 || expiry < 0
                ? whole(row.entry(), id, publicId)
                : packed(
                        new KeyDigest(row.digestWord(0), row.digestWord(1), row.digestWord(2), row.digestWord(3)),
                        id,
                        publicId,
                        Arrays.copyOfRange(row.bytes(NAME), nameStart, nameStart + nameLength),
                        state(row.isRevoked(), row.isDisabled(), expiry),
                        terms);
    }

    private static PackedKey packed(
            KeyDigest digest, PackedText id, PackedText publicId, byte[] name, long state, KeyTerms terms) {
        return new PackedKey(digest, id, publicId, publicId.hash(), name, state, terms);
    }

    /// The entry is copied lest it hold on to a segment.
    private static PackedKey whole(KeyEntry entry, PackedText id, @Nullable PackedText publicId) {
        KeyEntry copy = new KeyEntry(
                entry.digest(),
                entry.id(),
                entry.publicId(),
                entry.name(),
                entry.terms(),
                entry.isRevoked(),
                entry.isDisabled(),
                entry.expiresAtMillis());
        long publicHash = publicId == null ? Mixing.of(entry.publicId()) : publicId.hash();
        return new PackedKey(entry.digest(), id, publicId, publicHash, NO_NAME, 0, copy);
    }

    /// A state with what is left over of a row's other parts.
    static long state(long state, int idRest, int publicRest, int sharedRest) {
        return state | (long) idRest << ID_REST | (long) publicRest << PUBLIC_REST | (long) sharedRest << SHARED_REST;
    }

    /// The key that stands there.
    ///
    /// @param shared what it has in the [SharedTable]
    static PackedKey read(long[] segment, int i, Object shared) {
        if (shared instanceof KeyEntry whole) {
            return of(whole);
        }
        PackedText publicId = KeySegment.publicId(segment, i);
        return new PackedKey(
                KeySegment.digest(segment, i),
                KeySegment.id(segment, i),
                publicId,
                publicId.hash(),
                KeySegment.nameBytes(segment, i),
                KeySegment.state(segment, i) & (1L << ID_REST) - 1,
                shared);
    }

    /// The entry of the key that stands there.
    ///
    /// @param shared what it has in the [SharedTable]
    static KeyEntry entry(long[] segment, int i, Object shared) {
        if (shared instanceof KeyEntry whole) {
            return whole;
        }
        long state = KeySegment.state(segment, i);
        long expiry = state & EXPIRY_MASK;
        return new KeyEntry(
                segment,
                i,
                (KeyTerms) shared,
                (state & REVOKED) != 0,
                (state & DISABLED) != 0,
                expiry == EXPIRY_MASK ? KeyEntry.NEVER : expiry);
    }

    private static long state(boolean isRevoked, boolean isDisabled, long packedExpiry) {
        return packedExpiry | (isRevoked ? REVOKED : 0) | (isDisabled ? DISABLED : 0);
    }

    /// Negative when it cannot be packed.
    private static long packedExpiry(long millis) {
        if (millis == KeyEntry.NEVER) {
            return EXPIRY_MASK;
        }
        return millis < EXPIRY_MASK ? millis : -1;
    }

    static int idRest(long state) {
        return (int) (state >>> ID_REST) & 3;
    }

    static int publicRest(long state) {
        return (int) (state >>> PUBLIC_REST) & (1 << PackedText.REST_BITS) - 1;
    }

    static int sharedRest(long state) {
        return (int) (state >>> SHARED_REST);
    }

    /// The first bits of its digest.
    long prefix() {
        return KeySegment.prefix(digest.first());
    }

    private KeyTerms terms() {
        return shared instanceof KeyEntry whole ? whole.terms() : (KeyTerms) shared;
    }

    /// A hash of all that is kept of it, the same in every process.
    long fingerprint() {
        long hash = Mixing.mix(digest.first(), digest.second());
        hash = Mixing.mix(Mixing.mix(hash, digest.third()), digest.fourth());
        hash = Mixing.mix(Mixing.mix(hash, id.hash()), publicHash);
        hash = Mixing.mix(Mixing.mix(hash, state), terms().fingerprint());
        return shared instanceof KeyEntry whole
                ? Mixing.mix(Mixing.mix(hash, Mixing.of(whole.name())), fingerprint(whole))
                : Mixing.mix(hash, Mixing.of(name));
    }

    private static long fingerprint(KeyEntry whole) {
        return whole.expiresAtMillis() ^ (whole.isRevoked() ? 1L : 0) << 63 ^ (whole.isDisabled() ? 1L : 0) << 62;
    }

    /// Null when the name is too long, or no text that UTF-8 can carry.
    private static byte @Nullable [] packedName(String name) {
        if (name.length() > MAX_NAME) {
            return null;
        }
        byte[] bytes = name.getBytes(UTF_8);
        boolean isFaithful = isAscii(name) || new String(bytes, UTF_8).equals(name);
        return isFaithful && bytes.length <= MAX_NAME ? bytes : null;
    }

    private static boolean isAscii(String text) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all |= text.charAt(i);
        }
        return all < 0x80;
    }
}
