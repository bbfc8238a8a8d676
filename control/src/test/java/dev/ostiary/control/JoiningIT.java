package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.member.InviteMember;
import dev.ostiary.core.organization.Organization;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Coming in by the link of an invitation, and going again.
class JoiningIT extends ControlIT {
    private final SignInFixture people = new SignInFixture(plane);

    private String invite(Organization organization, String email, String role) {
        return invited(organization, email, role).text("token");
    }

    private Answer invited(Organization organization, String email, String role) {
        return api.post(path(organization, "invitations"), "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}")
                .expect(201);
    }

    private static Answer joinAnew(Browser browser, String token) {
        Answer answer = browser.post(
                "/api/v1/invitations/accept",
                "{\"token\":\"" + token + "\",\"name\":\"New\",\"password\":\"" + SignInFixture.PASSWORD + "\"}");
        return browser.remember(answer);
    }

    private static Answer join(Browser browser, String token) {
        return browser.post("/api/v1/account/memberships", "{\"token\":\"" + token + "\"}");
    }

    /// Who has no account makes one by the link, once, is signed in with the role, and signs in by password later.
    @Test
    void newPerson_joinsOnce() {
        Organization acme = organization();
        String token = invite(acme, "new@example.com", "developer");
        Browser browser = people.browser();

        Answer session = joinAnew(browser, token).expect(200);

        assertEquals("new@example.com", session.json().at("/account/email").asString());
        assertEquals("developer", session.json().at("/organizations/0/role").asString());
        browser.get(path(acme)).expect(200);
        people.browser().signIn("new@example.com", SignInFixture.PASSWORD).expect(200);
        joinAnew(people.browser(), token).expectProblem(403, "invitation.invalid");
        joinAnew(people.browser(), "of-nobody").expectProblem(403, "invitation.invalid");
    }

    /// Who has an account signs in and joins with it; the link opens neither that account nor another's membership.
    @Test
    void knownPerson_joinsWithTheAccount() {
        Organization acme = organization();
        Account ada = people.account("joins@example.com", false);
        String token = invite(acme, "joins@example.com", "viewer");
        Browser stranger = people.signedIn(people.account("joins-not@example.com", false));

        joinAnew(people.browser(), token).expectProblem(403, "invitation.for-another");
        join(stranger, token).expectProblem(403, "invitation.for-another");
        stranger.get(path(acme)).expectProblem(404, "resource.not-found");
        Browser browser = people.signedIn(ada);
        Answer session = join(browser, token).expect(200);

        assertEquals("viewer", session.json().at("/organizations/0/role").asString());
        join(browser, token).expectProblem(403, "invitation.invalid");
    }

    /// Who has invited has the link too: who asks by it whether there is an account leaves a trace, and what is
    /// wrong with the password is told before (E02).
    @Test
    void askingForAccounts_leavesATrace() {
        Organization acme = organization();
        Account known = people.account("asked-for@example.com", false);
        String token = invite(acme, "asked-for@example.com", "viewer");
        String body = "{\"token\":\"" + token + "\",\"name\":\"New\",\"password\":\"short\"}";
        people.browser().post("/api/v1/invitations/accept", body).expectProblem(400, "request.invalid");
        joinAnew(people.browser(), token).expectProblem(403, "invitation.for-another");

        assertTrue(api.get("/api/v1/audit-events?action=account.sign-in-failed")
                .expect(200)
                .body()
                .contains(known.id().value()));
    }

    /// What somebody invited whom it was not any more when the link was followed does not come in: neither by one
    /// who is gone, nor by one who may do less, nor by an ended key.
    @Test
    void invitation_endsWithItsMakersRight() {
        Organization acme = organization();
        String members = path(acme, "members");
        Account admin = people.account("maker-gone@example.com", false);
        people.join(admin, acme, Role.ADMIN);
        Browser maker = people.signedIn(admin);
        Answer byGone = maker.post(path(acme, "invitations"), "{\"email\":\"a1@example.com\",\"role\":\"admin\"}")
                .expect(201);
        api.patch(members + "/" + admin.id(), "{\"role\":\"viewer\"}").expect(200);
        joinAnew(people.browser(), byGone.text("token")).expectProblem(403, "invitation.invalid");
        api.get(path(acme, "invitations", byGone.text("id"))).expectProblem(404, "resource.not-found");
        api.patch(members + "/" + admin.id(), "{\"role\":\"admin\"}").expect(200);
        String again = maker.post(path(acme, "invitations"), "{\"email\":\"a2@example.com\",\"role\":\"admin\"}")
                .expect(201)
                .text("token");
        api.delete(members + "/" + admin.id()).expect(200);
        joinAnew(people.browser(), again).expectProblem(403, "invitation.invalid");

        Answer key = api.post(path(acme, "management-keys"), "{\"name\":\"automation\",\"role\":\"admin\"}")
                .expect(201);
        String byKey;
        try (ApiClient client = new ApiClient(plane.control.url(), key.text("secret"))) {
            byKey = client.post(path(acme, "invitations"), "{\"email\":\"a3@example.com\",\"role\":\"viewer\"}")
                    .expect(201)
                    .text("token");
        }
        api.post(path(acme, "management-keys", key.text("id"), "revoke")).expect(200);
        joinAnew(people.browser(), byKey).expectProblem(403, "invitation.invalid");
    }

    /// An old and a revoked link let nobody in, to the instant, and leave no account behind.
    @Test
    void oldLinks_areRefused() {
        Organization acme = organization();
        String old = invite(acme, "late@example.com", "viewer");
        Answer revoked = invited(acme, "revoked@example.com", "viewer");
        api.delete(path(acme, "invitations", revoked.text("id"))).expect(200);

        joinAnew(people.browser(), revoked.text("token")).expectProblem(403, "invitation.invalid");
        plane.core.clock.advance(InviteMember.LIFE);
        joinAnew(people.browser(), old).expectProblem(403, "invitation.invalid");
        for (String email : List.of("late@example.com", "revoked@example.com")) {
            assertTrue(plane.core
                    .store
                    .accounts()
                    .findByEmail(new EmailAddress(email))
                    .isEmpty());
        }
    }

    /// Who is removed finds the organization gone with the next request of the same session (W06).
    @Test
    void removed_isOutAtOnce() {
        Organization acme = organization();
        Browser browser = people.browser();
        String account = joinAnew(browser, invite(acme, "removed@example.com", "admin"))
                .expect(200)
                .json()
                .at("/account/id")
                .asString();
        browser.get(path(acme, "members")).expect(200);

        api.delete(path(acme, "members", account)).expect(200);

        browser.get(path(acme, "members")).expectProblem(404, "resource.not-found");
        assertEquals(
                0,
                browser.get("/api/v1/session")
                        .expect(200)
                        .json()
                        .at("/organizations")
                        .size());
    }

    /// A lost role holds with the next request of the same session, and what is denied is named (W06, I04).
    @Test
    void lostRole_holdsAtOnce() {
        Organization acme = organization();
        Browser browser = people.browser();
        String account = joinAnew(browser, invite(acme, "lesser@example.com", "admin"))
                .expect(200)
                .json()
                .at("/account/id")
                .asString();
        browser.post(path(acme, "environments"), "{\"slug\":\"qa\"}").expect(201);

        api.patch(path(acme, "members", account), "{\"role\":\"viewer\"}").expect(200);

        assertTrue(browser.post(path(acme, "environments"), "{\"slug\":\"qb\"}")
                .expectProblem(403, "permission.denied")
                .text("detail")
                .endsWith(" environments.edit."));
    }
}
