package dev.ostiary.core.key;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Version;
import java.time.Instant;
import java.util.Optional;

/// An API key as it is stored: everything but its secret, of which only digest and mask remain.
///
/// @param publicId the part that may be shown whole, `pk_ost_…`
/// @param expiresAt the instant from which it is refused; empty for never
/// @param changed when it was last edited, switched, rotated or ended, and by whom
/// @param deletedAt set on a tombstone, which stays for audit and is in no listing
public record ApiKey(
        KeyId id,
        OrganizationId organization,
        DisplayName name,
        Optional<Description> description,
        String publicId,
        StoredSecret secret,
        KeyBinding binding,
        Labels labels,
        KeyRestrictions restrictions,
        Optional<Instant> expiresAt,
        Stamp created,
        Stamp changed,
        Optional<Instant> disabledAt,
        Optional<Instant> revokedAt,
        Optional<Instant> deletedAt) {
    public ApiKey {
        if (deletedAt.isPresent() && revokedAt.isEmpty()) {
            throw new IllegalArgumentException("a deleted key is a revoked one");
        }
    }

    /// A key without a description.
    public ApiKey(
            KeyId id,
            OrganizationId organization,
            DisplayName name,
            String publicId,
            StoredSecret secret,
            KeyBinding binding,
            Labels labels,
            KeyRestrictions restrictions,
            Optional<Instant> expiresAt,
            Stamp created,
            Stamp changed,
            Optional<Instant> disabledAt,
            Optional<Instant> revokedAt,
            Optional<Instant> deletedAt) {
        this(
                id,
                organization,
                name,
                Optional.empty(),
                publicId,
                secret,
                binding,
                labels,
                restrictions,
                expiresAt,
                created,
                changed,
                disabledAt,
                revokedAt,
                deletedAt);
    }

    /// Where the key stands at that instant. Revoked outlasts expired, expired outlasts disabled.
    public KeyStatus status(Instant now) {
        if (revokedAt.isPresent()) {
            return KeyStatus.REVOKED;
        }
        if (expiresAt.isPresent() && !now.isBefore(expiresAt.get())) {
            return KeyStatus.EXPIRED;
        }
        return disabledAt.isPresent() ? KeyStatus.DISABLED : KeyStatus.ACTIVE;
    }

    /// What it is, until it is changed.
    public Version version() {
        return KeyDetails.version(this);
    }

    /// The same key with what may be edited of it. Its secret, binding and expiry stay.
    public ApiKey edited(DisplayName newName, Labels newLabels, KeyRestrictions newRestrictions, Stamp stamp) {
        return with(newName, description, secret, binding, newLabels, newRestrictions, expiresAt, stamp);
    }

    /// The same key, described otherwise.
    public ApiKey described(Optional<Description> newDescription, Stamp stamp) {
        return with(name, newDescription, secret, binding, labels, restrictions, expiresAt, stamp);
    }

    /// The same key, with credits of its own or without.
    ApiKey metered(boolean metered, Stamp stamp) {
        return with(name, description, secret, binding, labels, restrictions.metered(metered), expiresAt, stamp);
    }

    /// The same key with another secret, and an expiry.
    ApiKey rotated(StoredSecret newSecret, Optional<Instant> newExpiry, Stamp stamp) {
        return with(name, description, newSecret, binding, labels, restrictions, newExpiry, stamp);
    }

    /// The same key for less, when something it was bound to is gone.
    ApiKey narrowed(KeyBinding.OwnRoutes left, Stamp stamp) {
        return with(name, description, secret, left, labels, restrictions, expiresAt, stamp);
    }

    /// The same key, switched off. Switching off twice keeps the first time.
    public ApiKey disabled(Stamp stamp) {
        return ended(stamp, Optional.of(disabledAt.orElse(stamp.at())), revokedAt, deletedAt);
    }

    /// The same key, switched on.
    public ApiKey enabled(Stamp stamp) {
        return ended(stamp, Optional.empty(), revokedAt, deletedAt);
    }

    /// The same key, ended for good. Revoking twice keeps the first time.
    public ApiKey revoked(Stamp stamp) {
        return ended(stamp, disabledAt, Optional.of(revokedAt.orElse(stamp.at())), deletedAt);
    }

    /// The tombstone of the key: revoked, and hidden.
    public ApiKey deleted(Stamp stamp) {
        return ended(stamp, disabledAt, Optional.of(revokedAt.orElse(stamp.at())), Optional.of(stamp.at()));
    }

    private ApiKey with(
            DisplayName newName,
            Optional<Description> newDescription,
            StoredSecret newSecret,
            KeyBinding newBinding,
            Labels newLabels,
            KeyRestrictions newRestrictions,
            Optional<Instant> newExpiry,
            Stamp stamp) {
        return new ApiKey(
                id,
                organization,
                newName,
                newDescription,
                publicId,
                newSecret,
                newBinding,
                newLabels,
                newRestrictions,
                newExpiry,
                created,
                stamp,
                disabledAt,
                revokedAt,
                deletedAt);
    }

    private ApiKey ended(
            Stamp stamp, Optional<Instant> newDisabled, Optional<Instant> newRevoked, Optional<Instant> newDeleted) {
        return new ApiKey(
                id,
                organization,
                name,
                description,
                publicId,
                secret,
                binding,
                labels,
                restrictions,
                expiresAt,
                created,
                stamp,
                newDisabled,
                newRevoked,
                newDeleted);
    }
}
