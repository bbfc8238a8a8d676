package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.authority.Permission;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What operators see of what opens other people's accounts, and take away (issue 4, section 1).
class AccountCredentialsIT extends ControlIT {
    private static final String PROVIDER = "idp_01kj3x5v9rn2c8q4w6t0ya7mze";

    private final SignInFixture people = new SignInFixture(plane);

    private String passkey(Account account, String name) {
        return people.passkey(account.id(), name);
    }

    private static String path(Account account, String further) {
        return "/api/v1/accounts/" + account.id() + further;
    }

    private int count(Account account, String kind) {
        return api.get(path(account, kind)).expect(200).json().required("items").size();
    }

    /// The passkey of a lost device is found by its name and removed; the account's sessions end, its other
    /// passkeys stay, and the trail says who did it to whom.
    @Test
    void lostDevice_isShutOut() {
        Account ada = people.account("lost-device@example.com", false);
        String phone = passkey(ada, "phone");
        String unused = passkey(ada, "laptop");
        Browser there = people.signedIn(ada);

        Answer listed = api.get(path(ada, "/passkeys")).expect(200);
        assertTrue(listed.body().contains(phone) && listed.body().contains("laptop"), listed.body());
        assertEquals(
                phone, api.delete(path(ada, "/passkeys/" + phone)).expect(200).text("id"));

        there.get("/api/v1/session").expectProblem(401, "session.ended");
        assertEquals(1, count(ada, "/passkeys"));
        api.delete(path(ada, "/passkeys/" + phone)).expectProblem(404, "resource.not-found");
        Answer told = api.get("/api/v1/audit-events?action=account.passkey-removed&subject=" + ada.id())
                .expect(200);
        assertTrue(told.body().contains(phone) && told.body().contains("lost-device@example.com"), told.body());
    }

    /// An account is told from others: what is one's is not another's (I01).
    @Test
    void anothersPasskey_isNotThere() {
        Account ada = people.account("ones-own@example.com", false);
        Account bob = people.account("anothers@example.com", false);
        String phone = passkey(ada, "phone");
        api.delete(path(bob, "/passkeys/" + phone)).expectProblem(404, "resource.not-found");
        api.delete(path(bob, "/identities/" + PROVIDER)).expectProblem(404, "resource.not-found");
        assertEquals(0, count(bob, "/passkeys"));
        assertEquals(1, count(ada, "/passkeys"));
    }

    /// Whoever is somebody else's at a provider by now is forgotten there.
    @Test
    void identity_isForgotten() {
        Account ada = people.account("left@example.com", false);
        people.identity(ada.id(), PROVIDER, "ada-there");
        Browser there = people.signedIn(ada);

        assertEquals(1, count(ada, "/identities"));
        assertEquals(
                "ada-there",
                api.delete(path(ada, "/identities/" + PROVIDER)).expect(200).text("subject"));

        there.get("/api/v1/session").expectProblem(401, "session.ended");
        assertEquals(0, count(ada, "/identities"));
    }

    /// The console's dialog has all of it, with a way to remove each.
    @Test
    void page_listsWhatOpensTheAccount() {
        Account ada = people.account("dialog@example.com", false);
        String phone = passkey(ada, "phone");
        people.identity(ada.id(), PROVIDER, "ada-of-page");
        Browser operator = people.signedIn(people.account("operator-of-dialog@example.com", true));

        String page = operator.get("/installation/accounts/" + ada.id() + "/edit")
                .expect(200)
                .body();

        for (String shown : Set.of("phone", "ada-of-page", "/passkeys/" + phone, "/identities/" + PROVIDER)) {
            assertTrue(page.contains(shown), page);
        }
    }

    /// What lets an operator in is taken by those alone who may do everything (I04).
    @Test
    void operators_takesEverything() {
        Account ada = people.account("operator-key@example.com", true);
        String phone = passkey(ada, "phone");
        ApiClient managing = plane.with(Optional.empty(), Set.of(Permission.INSTALLATION_MANAGE));
        managing.delete(path(ada, "/passkeys/" + phone)).expectProblem(403, "permission.denied");
        assertEquals(1, count(ada, "/passkeys"));
        api.delete(path(ada, "/passkeys/" + phone)).expect(200);
    }
}
