package dev.ostiary.core.memory;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.member.Invitation;
import dev.ostiary.core.member.InvitationStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

final class InMemoryInvitations implements InvitationStore {
    private final InMemoryTransactions rows;

    InMemoryInvitations(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void put(Invitation invitation) {
        rows.write(contents -> {
            contents.invitations()
                    .values()
                    .removeIf(of(invitation.organization())
                            .and(earlier -> earlier.email().equals(invitation.email())));
            contents.invitations().put(invitation.id().value(), invitation);
        });
    }

    private static Predicate<Invitation> of(OrganizationId organization) {
        return invitation -> invitation.organization().equals(organization);
    }

    @Override
    public void delete(OrganizationId organization, InvitationId id) {
        rows.write(contents -> contents.invitations()
                .values()
                .removeIf(of(organization).and(invitation -> invitation.id().equals(id))));
    }

    @Override
    public Optional<Invitation> find(OrganizationId organization, InvitationId id) {
        return first(of(organization).and(invitation -> invitation.id().equals(id)));
    }

    @Override
    public Optional<Invitation> findByEmail(OrganizationId organization, EmailAddress email) {
        return first(of(organization).and(invitation -> invitation.email().equals(email)));
    }

    @Override
    public Optional<Invitation> findByToken(LinkToken.Hash token) {
        return first(invitation -> invitation.token().equals(token))
                .filter(invitation -> rows.read(contents -> contents.organizations()
                        .containsKey(invitation.organization().value())));
    }

    private Optional<Invitation> first(Predicate<Invitation> wanted) {
        return rows.read(contents ->
                contents.invitations().values().stream().filter(wanted).findFirst());
    }

    @Override
    public Optional<Invitation> lockByToken(LinkToken.Hash token) {
        return findByToken(token);
    }

    @Override
    public List<Invitation> lockBy(OrganizationId organization, String inviter) {
        return rows.read(contents -> contents.invitations().values().stream()
                .filter(of(organization).and(invitation -> invitation.inviter().equals(Optional.of(inviter))))
                .toList());
    }

    @Override
    public Page<Invitation> list(OrganizationId organization, PageRequest page) {
        return rows.read(contents -> Contents.page(contents.invitations(), of(organization), page));
    }
}
