package dev.ostiary.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [InvitationStore] does.
public abstract class InvitationStoreContract extends PeopleContract {
    private static final EmailAddress ZOE = new EmailAddress("zoe@example.com");

    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private InvitationStore invitations() {
        return store.invitations();
    }

    private Invitation invitation(Organization organization, EmailAddress email, Role role) {
        Stamp stamp = stamp("inviter");
        Invitation invitation = new Invitation(
                InvitationId.create(randomness, stamp.at()),
                organization.id(),
                email,
                role,
                LinkToken.generate(randomness).hash(),
                stamp,
                Optional.of("system"),
                stamp.at().plus(Duration.ofDays(7)));
        invitations().put(invitation);
        return invitation;
    }

    /// Those that somebody has made are found in the organization, and nobody else's nor another's.
    @Test
    void lockBy_findsThoseOfOneInviter() {
        Invitation mine = invitation(acme, new EmailAddress("a@example.com"), Role.VIEWER);
        Invitation theirs = invitation(globex, new EmailAddress("a@example.com"), Role.VIEWER);

        assertEquals(List.of(mine), by(acme, "system"));
        assertEquals(List.of(theirs), by(globex, "system"));
        assertEquals(List.of(), by(acme, "usr_somebody"));
    }

    private List<Invitation> by(Organization organization, String inviter) {
        return store.transactions().inTransaction(() -> invitations().lockBy(organization.id(), inviter));
    }

    private Optional<Invitation> lock(Invitation invitation) {
        return store.transactions().inTransaction(() -> invitations().lockByToken(invitation.token()));
    }

    /// What was put in is answered by id, address and token, when held, and in the listing, in its own
    /// organization.
    @Test
    void put_isAnsweredWhole() {
        for (Role role : Role.values()) {
            Invitation made = invitation(acme, new EmailAddress(role.text() + "@example.com"), role);

            assertEquals(Optional.of(made), invitations().find(acme.id(), made.id()));
            assertEquals(Optional.of(made), invitations().findByEmail(acme.id(), made.email()));
            assertEquals(Optional.of(made), invitations().findByToken(made.token()));
            assertEquals(Optional.of(made), lock(made));
            assertEquals(Optional.empty(), invitations().find(globex.id(), made.id()));
            assertEquals(Optional.empty(), invitations().findByEmail(globex.id(), made.email()));
        }
    }

    /// A second invitation of a person takes the place of the first, in that organization alone.
    @Test
    void put_sameAddress_replaces() {
        Invitation first = invitation(acme, ZOE, Role.VIEWER);
        Invitation elsewhere = invitation(globex, ZOE, Role.VIEWER);
        Invitation second = invitation(acme, ZOE, Role.ADMIN);

        assertEquals(Optional.empty(), invitations().findByToken(first.token()));
        assertEquals(Optional.of(second), invitations().findByToken(second.token()));
        assertEquals(Optional.of(elsewhere), invitations().findByToken(elsewhere.token()));
    }

    /// What is taken back is gone; another organization takes nothing back.
    @Test
    void delete_isOfOneOrganization() {
        Invitation made = invitation(acme, ZOE, Role.VIEWER);
        invitations().delete(globex.id(), made.id());
        assertEquals(Optional.of(made), invitations().findByToken(made.token()));

        invitations().delete(acme.id(), made.id());

        assertEquals(Optional.empty(), invitations().findByToken(made.token()));
        assertEquals(Optional.empty(), invitations().find(acme.id(), made.id()));
    }

    /// Nobody is let into an organization that is gone.
    @Test
    void findByToken_deletedOrganization_isEmpty() {
        Invitation made = invitation(acme, ZOE, Role.VIEWER);
        store.organizations().delete(acme.id(), tick());

        assertEquals(Optional.empty(), invitations().findByToken(made.token()));
        assertEquals(Optional.empty(), lock(made));
    }

    /// Another token finds nothing.
    @Test
    void findByToken_unknown_isEmpty() {
        Invitation _ = invitation(acme, ZOE, Role.VIEWER);

        assertEquals(
                Optional.empty(),
                invitations().findByToken(LinkToken.generate(randomness).hash()));
    }

    /// The listing has an organization's own, newest first, whatever the size of its pages.
    @Test
    void list_isOfOneOrganization() {
        Invitation first = invitation(acme, ZOE, Role.VIEWER);
        Invitation second = invitation(acme, new EmailAddress("max@example.com"), Role.OWNER);
        Invitation other = invitation(globex, ZOE, Role.OWNER);

        for (int limit : new int[] {1, 2, 3}) {
            assertEquals(
                    List.of(second, first),
                    allPages(limit, page -> invitations().list(acme.id(), page)));
        }
        assertEquals(
                List.of(other),
                invitations().list(globex.id(), PageRequest.first()).items());
    }
}
