package dev.ostiary.core.member;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.List;
import java.util.Optional;

/// Keeps invitations, at most one for each address in an organization.
public interface InvitationStore {
    /// Adds an invitation, in the place of an earlier one for the same address in the organization.
    void put(Invitation invitation);

    void delete(OrganizationId organization, InvitationId id);

    Optional<Invitation> find(OrganizationId organization, InvitationId id);

    /// The invitation of that address, whether it is still taken or not.
    Optional<Invitation> findByEmail(OrganizationId organization, EmailAddress email);

    /// The invitation of that token in whichever organization, whether it is still taken or not; none of a deleted
    /// organization.
    Optional<Invitation> findByToken(LinkToken.Hash token);

    /// The same, its row held until the transaction ends.
    Optional<Invitation> lockByToken(LinkToken.Hash token);

    /// The organization's invitations that this account or management key has made, held until the transaction
    /// ends.
    List<Invitation> lockBy(OrganizationId organization, String inviter);

    /// The organization's invitations, newest first.
    Page<Invitation> list(OrganizationId organization, PageRequest page);
}
