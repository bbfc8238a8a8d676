package dev.ostiary.core.access;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyStatus;
import dev.ostiary.core.key.Labels;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a node keeps of a key in memory: what a decision needs, no more. Immutable: a change of the key makes another
/// entry. The texts of an entry from a [PackedKeyDirectory] are unpacked when they are first asked for, and then kept.
public final class KeyEntry {
    /// The expiry of a key that has none.
    public static final long NEVER = Long.MAX_VALUE;

    private final KeyTerms terms;
    private final boolean isRevoked;
    private final boolean isDisabled;
    private final long expiresAtMillis;
    private final long @Nullable [] segment;
    private final int index;
    private final long acceptedUntilMillis;

    // Values of final fields only: whichever thread unpacks them, all see the same.
    private @Nullable KeyDigest digest;
    private @Nullable KeyId id;
    private @Nullable String publicId;
    private @Nullable String name;

    /// An entry of its parts.
    ///
    /// @param publicId the part that may be shown whole, `pk_ost_…`
    /// @param name what people call the key, for the upstream
    /// @param expiresAtMillis the first millisecond since 1970 at which it is refused; [#NEVER] for none
    public KeyEntry(
            KeyDigest digest,
            KeyId id,
            String publicId,
            String name,
            OrganizationId organization,
            KeyBinding binding,
            Labels labels,
            KeyRestrictions restrictions,
            boolean isRevoked,
            boolean isDisabled,
            long expiresAtMillis) {
        this(
                digest,
                id,
                publicId,
                name,
                new KeyTerms(organization, binding, labels, restrictions),
                isRevoked,
                isDisabled,
                expiresAtMillis);
    }

    KeyEntry(
            KeyDigest digest,
            KeyId id,
            String publicId,
            String name,
            KeyTerms terms,
            boolean isRevoked,
            boolean isDisabled,
            long expiresAtMillis) {
        this.digest = digest;
        this.id = id;
        this.publicId = publicId;
        this.name = name;
        this.terms = terms;
        this.isRevoked = isRevoked;
        this.isDisabled = isDisabled;
        this.expiresAtMillis = expiresAtMillis;
        this.segment = null;
        this.index = 0;
        this.acceptedUntilMillis = NEVER;
    }

    /// The entry of a key by one of its former secrets.
    private KeyEntry(KeyEntry key, KeyDigest former, long acceptedUntilMillis) {
        this.terms = key.terms;
        this.isRevoked = key.isRevoked;
        this.isDisabled = key.isDisabled;
        this.expiresAtMillis = key.expiresAtMillis;
        this.segment = key.segment;
        this.index = key.index;
        this.id = key.id;
        this.publicId = key.publicId;
        this.name = key.name;
        this.digest = former;
        this.acceptedUntilMillis = acceptedUntilMillis;
    }

    /// The entry that stands in a [KeySegment].
    KeyEntry(long[] segment, int index, KeyTerms terms, boolean isRevoked, boolean isDisabled, long expiresAtMillis) {
        this.segment = segment;
        this.index = index;
        this.terms = terms;
        this.isRevoked = isRevoked;
        this.isDisabled = isDisabled;
        this.expiresAtMillis = expiresAtMillis;
        this.acceptedUntilMillis = NEVER;
    }

    /// The entry of a stored key.
    public static KeyEntry of(ApiKey key) {
        return new KeyEntry(
                key.secret().digest(),
                key.id(),
                key.publicId(),
                key.name().value(),
                key.organization(),
                key.binding(),
                key.labels(),
                key.restrictions(),
                key.revokedAt().isPresent(),
                key.disabledAt().isPresent(),
                key.expiresAt().map(Instant::toEpochMilli).orElse(NEVER));
    }

    /// What its secret is found by.
    public KeyDigest digest() {
        KeyDigest known = digest;
        if (known == null) {
            known = KeySegment.digest(segment(), index);
            digest = known;
        }
        return known;
    }

    /// Which key it is.
    public KeyId id() {
        KeyId known = id;
        if (known == null) {
            known = KeySegment.keyId(segment(), index);
            id = known;
        }
        return known;
    }

    /// The part that may be shown whole, `pk_ost_…`.
    public String publicId() {
        String known = publicId;
        if (known == null) {
            known = KeySegment.publicId(segment(), index).publicId();
            publicId = known;
        }
        return known;
    }

    /// What people call the key.
    public String name() {
        String known = name;
        if (known == null) {
            known = KeySegment.name(segment(), index);
            name = known;
        }
        return known;
    }

    KeyTerms terms() {
        return terms;
    }

    /// Whose key it is.
    public OrganizationId organization() {
        return terms.organization();
    }

    /// What it is for.
    public KeyBinding binding() {
        return terms.binding();
    }

    /// What policies may select it by.
    public Labels labels() {
        return terms.labels();
    }

    /// What narrows its use.
    public KeyRestrictions restrictions() {
        return terms.restrictions();
    }

    /// Whether it was ended for good.
    public boolean isRevoked() {
        return isRevoked;
    }

    /// Whether it is switched off.
    public boolean isDisabled() {
        return isDisabled;
    }

    /// The first millisecond since 1970 at which it is refused; [#NEVER] for none.
    public long expiresAtMillis() {
        return expiresAtMillis;
    }

    /// The same key, found by a secret that was replaced.
    KeyEntry byFormer(RetiredSecret secret) {
        return new KeyEntry(this, secret.digest(), secret.acceptedUntilMillis());
    }

    /// Whether it was found by a secret that was replaced by another.
    public boolean isByFormerSecret() {
        return acceptedUntilMillis != NEVER;
    }

    /// Whether the secret it was found by was replaced, and is refused at that millisecond.
    public boolean isSecretEnded(long nowMillis) {
        return nowMillis >= acceptedUntilMillis;
    }

    /// Where the key stands at that millisecond, in the order of [ApiKey#status].
    public KeyStatus status(long nowMillis) {
        if (isRevoked) {
            return KeyStatus.REVOKED;
        }
        if (nowMillis >= expiresAtMillis) {
            return KeyStatus.EXPIRED;
        }
        return isDisabled ? KeyStatus.DISABLED : KeyStatus.ACTIVE;
    }

    /// Whether both were read from one and the same place, which does not change, and so are equal.
    @SuppressWarnings("ReferenceEquality") // An equal segment is another one.
    public boolean isOfSameRecord(KeyEntry other) {
        return segment == other.segment
                && acceptedUntilMillis == NEVER
                && other.acceptedUntilMillis == NEVER
                && (segment == null ? this == other : index == other.index);
    }

    private long[] segment() {
        return Objects.requireNonNull(segment);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyEntry entry
                && digest().equals(entry.digest())
                && id().equals(entry.id())
                && publicId().equals(entry.publicId())
                && name().equals(entry.name())
                && terms.equals(entry.terms)
                && isRevoked == entry.isRevoked
                && isDisabled == entry.isDisabled
                && expiresAtMillis == entry.expiresAtMillis
                && acceptedUntilMillis == entry.acceptedUntilMillis;
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }

    @Override
    public String toString() {
        return "KeyEntry[" + id() + "]";
    }
}
