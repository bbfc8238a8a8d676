package dev.ostiary.core.credit;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;

/// Whose credits: an organization's, or those that a key has of its own.
///
/// @param value the identifier of the organization or of the key
public record CreditAccountId(String value) {
    public static CreditAccountId of(OrganizationId organization) {
        return new CreditAccountId(organization.value());
    }

    /// Of the key, whichever of its secrets is sent: rotating leaves what is left as it is.
    public static CreditAccountId of(KeyId key) {
        return new CreditAccountId(key.value());
    }

    /// Whether they are an organization's.
    public boolean isOrganization() {
        return value.startsWith(OrganizationId.PREFIX);
    }

    @Override
    public String toString() {
        return value;
    }
}
