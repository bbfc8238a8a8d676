package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.organization.Organization;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What stands around the pages of the console: in which organization one is, and the way to others.
class FrameIT {
    private final ControlFixture plane = new ControlFixture();
    private final SignInFixture people = new SignInFixture(plane);

    @AfterEach
    void close() {
        plane.close();
    }

    private Browser operator() {
        return people.signedIn(people.account("operator@example.com", true));
    }

    private static String chosen(Organization organization) {
        return "value=\"/org/" + organization.id() + "\" selected=\"selected\"";
    }

    /// The path of the page that a visit begins at.
    private static String beginning(Browser browser) {
        return URI.create(browser.get("/").expect(302).header("Location")).getPath();
    }

    private static String title(String body) {
        return body.substring(body.indexOf("<title>") + 7, body.indexOf("</title>"));
    }

    /// Of more organizations than one chooses from, the one that a page is of is the one that is chosen, and named
    /// in the title; a page with all of them leads to the others.
    @Test
    void manyOrganizations_nameTheRightOne() {
        Organization oldest = plane.core.organization("aa-oldest");
        for (int i = 0; i < 105; i++) {
            plane.core.organization("number-%03d".formatted(i));
        }
        Browser operator = operator();

        String body =
                operator.get("/org/" + oldest.id() + "/agents").expect(200).body();

        assertTrue(body.contains(chosen(oldest)), body);
        assertTrue(body.indexOf("aa-oldest</option>") < body.indexOf("number-104</option>"), "by name");
        assertEquals("Agents · aa-oldest · Ostiary", title(body));
        assertTrue(body.contains("All organizations…"));
        assertTrue(operator.get("/organizations").expect(200).body().contains("rel=\"next\""));
        String found = operator.get("/organizations?search=ER-10").expect(200).body();
        assertTrue(found.contains("<code>number-104</code>"), found);
        assertFalse(found.contains("<code>number-001</code>"), found);
    }

    /// A member finds the own organizations there and no other's, page by page.
    @Test
    void allOrganizations_areTheirOwn() {
        Account member = people.account("member@example.com", false);
        for (int i = 0; i < 51; i++) {
            people.join(member, plane.core.organization("own-%02d".formatted(i)), Role.VIEWER);
        }
        Organization other = plane.core.organization("own-other");
        Browser browser = people.signedIn(member);

        String first = browser.get("/organizations?search=own").expect(200).body();
        String href = first.substring(0, first.indexOf("\" rel=\"next\""));
        String second = browser.get(
                        href.substring(href.lastIndexOf("href=\"") + 6).replace("&amp;", "&"))
                .expect(200)
                .body();

        assertTrue(first.contains("own-00") && first.contains("own-49") && second.contains("<code>own-50</code>"));
        assertFalse(second.contains("<code>own-49</code>"));
        assertFalse(
                first.contains(other.id().value()) || second.contains(other.id().value()));
    }

    /// Pages of the person and of the installation keep the organization that one comes from, and the next visit
    /// begins there, also after signing in anew; the first by name is where one begins at first.
    @Test
    void lastOrganization_isKept() {
        Organization second = plane.core.organization("bb");
        Organization first = plane.core.organization("aa");
        plane.core.organization("cc");
        Browser operator = operator();
        assertEquals("/org/" + first.id(), beginning(operator));

        operator.get("/org/" + second.id() + "/agents").expect(200);

        for (String path : new String[] {"/me", "/installation/nodes"}) {
            String body = operator.get(path).expect(200).body();
            assertTrue(body.contains(chosen(second)), path);
            assertTrue(body.contains("href=\"/org/" + second.id() + "/settings/api-keys\""), path);
        }
        assertEquals("/org/" + second.id(), beginning(operator));
        operator.delete("/api/v1/session");
        operator.signIn("operator@example.com", SignInFixture.PASSWORD).expect(200);
        assertEquals("/org/" + second.id(), beginning(operator));
    }

    /// What a browser remembers lets nobody in: who may not see that organization any more, or brings anything
    /// else, begins elsewhere.
    @Test
    void lastOrganization_isNoRight() {
        Organization own = plane.core.organization("own");
        Organization other = plane.core.organization("other");
        Account member = people.account("member@example.com", false);
        people.join(member, own, Role.DEVELOPER);
        Browser browser = people.signedIn(member);

        for (String remembered : new String[] {other.id().value(), "org_nonsense", "\"'"}) {
            browser.bring("ostiary-organization", remembered);
            assertEquals("/org/" + own.id(), beginning(browser));
            assertFalse(browser.get("/me").expect(200).body().contains("/org/" + other.id()), remembered);
        }
    }
}
