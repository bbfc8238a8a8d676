package dev.ostiary.core.member;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.id.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/// What lets a person become a member: a link that works once. It is gone once it was accepted or taken back.
///
/// @param email whose account it is for
/// @param token of the link, the hash only
/// @param inviter the identifier of the account or management key that has invited, or `system`; empty when an earlier
/// program wrote it
/// @param expiresAt the instant from which it is not taken any more
public record Invitation(
        InvitationId id,
        OrganizationId organization,
        EmailAddress email,
        Role role,
        LinkToken.Hash token,
        Stamp created,
        Optional<String> inviter,
        Instant expiresAt) {
    /// Whether it is taken at that instant.
    public boolean isActive(Instant now) {
        return now.isBefore(expiresAt);
    }
}
