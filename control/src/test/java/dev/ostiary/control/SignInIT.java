package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.signin.Session;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sessions of people who sign in by password.
class SignInIT extends ControlIT {
    private final SignInFixture people = new SignInFixture(plane);

    /// Who signs in gets a cookie that no script reads, and hears who that is and what one may do.
    @Test
    void signIn_tellsWhoAndWhat() {
        Account ada = people.account("ada@example.com", false);
        Organization acme = organization();
        people.join(ada, acme, Role.VIEWER);
        Browser browser = people.browser();

        Answer answer =
                browser.signIn("Ada@Example.COM", SignInFixture.PASSWORD).expect(200);

        String cookie = answer.header("Set-Cookie");
        assertTrue(
                cookie.matches("ostiary-session=[0-9A-Za-z]{43}; Path=/; Max-Age=604800; .*HttpOnly; SameSite=Lax"),
                cookie);
        assertFalse(cookie.contains("Secure"), "this server is reached without TLS");
        assertFalse(answer.body().contains(browser.cookie(SignInFixture.COOKIE).orElseThrow()));
        Answer session = browser.get("/api/v1/session").expect(200);
        assertEquals("ada@example.com", session.json().at("/account/email").asString());
        assertEquals("viewer", session.json().at("/organizations/0/role").asString());
        assertTrue(session.json().at("/organizations/0/permissions").toString().contains("agents.read"));
        browser.get(path(acme)).expect(200);
    }

    /// Unknown, disabled and wrong are answered alike, after the same work (E02).
    @Test
    void wrongSignIn_tellsNothing() {
        people.account("known@example.com", false);
        Account gone = people.account("gone@example.com", false);
        plane.signIn.accounts().disable(Actor.system(), gone.id());

        int before = plane.hasher.comparisons.get();
        Answer wrong =
                people.browser().signIn("known@example.com", "not the password").expectProblem(401, "signin.failed");
        assertEquals(before + 1, plane.hasher.comparisons.get());
        for (List<String> tried : List.of(
                List.of("unknown@example.com", "not the password"),
                List.of("gone@example.com", SignInFixture.PASSWORD),
                List.of("no address", SignInFixture.PASSWORD))) {
            before = plane.hasher.comparisons.get();
            Answer other = people.browser().signIn(tried.get(0), tried.get(1)).expectProblem(401, "signin.failed");
            assertEquals(wrong.bodyButForRequestId(), other.bodyButForRequestId());
            assertEquals(wrong.headers().map().keySet(), other.headers().map().keySet());
            assertEquals(before + 1, plane.hasher.comparisons.get(), tried.getFirst());
        }
    }

    /// A new session is always a new one: what a browser brought along is not taken over (W06).
    @Test
    void signIn_withABroughtCookie_getsAnother() {
        Account ada = people.account("fixed@example.com", false);
        Browser browser = people.browser();
        browser.bring(SignInFixture.COOKIE, "a".repeat(43));

        browser.signIn(ada.email().value(), SignInFixture.PASSWORD).expect(200);

        assertNotEquals("a".repeat(43), browser.cookie(SignInFixture.COOKIE).orElseThrow());
        browser.get("/api/v1/session").expect(200);
    }

    /// Signing out, being disabled and losing a role hold for the very next request (W06).
    @Test
    void whatEndsASession_holdsAtOnce() {
        Account ada = people.account("ends@example.com", false);
        Organization acme = organization();
        people.join(ada, acme, Role.OWNER);
        Browser one = people.signedIn(ada);
        Browser other = people.signedIn(ada);
        one.get(path(acme)).expect(200);

        plane.core.store.members().delete(acme.id(), ada.id());
        one.get(path(acme)).expectProblem(404, "resource.not-found");

        String token = one.cookie(SignInFixture.COOKIE).orElseThrow();
        one.delete("/api/v1/session").expect(200);
        assertTrue(one.cookie(SignInFixture.COOKIE).isEmpty());
        one.bring(SignInFixture.COOKIE, token);
        one.get("/api/v1/session").expectProblem(401, "session.ended");

        other.get("/api/v1/session").expect(200);
        plane.signIn.accounts().disable(Actor.system(), ada.id());
        other.get("/api/v1/session").expectProblem(401, "session.ended");
        plane.signIn.accounts().enable(Actor.system(), ada.id());
        other.bring(SignInFixture.COOKIE, token);
        other.get("/api/v1/session").expectProblem(401, "session.ended");
    }

    /// Twelve hours unused, or seven days after it was opened, a session is over, to the instant.
    @Test
    void session_ends_whenItIsOld() {
        Account ada = people.account("old@example.com", false);
        Browser idle = people.signedIn(ada);
        plane.core.clock.advance(Session.IDLE.minusMillis(1));
        idle.get("/api/v1/session").expect(200);
        plane.core.clock.advance(Session.IDLE);
        idle.get("/api/v1/session").expectProblem(401, "session.ended");

        Browser busy = people.signedIn(ada);
        Duration step = Session.IDLE.minusHours(1);
        Duration used = Duration.ZERO;
        while (used.plus(step).compareTo(Session.LIFE) < 0) {
            plane.core.clock.advance(step);
            used = used.plus(step);
            busy.get("/api/v1/session").expect(200);
        }
        plane.core.clock.advance(Session.LIFE.minus(used));
        busy.get("/api/v1/session").expectProblem(401, "session.ended");
    }

    /// A changed password ends every other session; the one that changed it goes on (W06).
    @Test
    void changePassword_endsTheOthers() {
        Account ada = people.account("change@example.com", false);
        Browser one = people.signedIn(ada);
        Browser other = people.signedIn(ada);

        assertEquals(
                List.of("currentPassword"),
                one.put(
                                "/api/v1/account/password",
                                "{\"currentPassword\":\"wrong\",\"password\":\"other plain words\"}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        one.put(
                        "/api/v1/account/password",
                        "{\"currentPassword\":\"" + SignInFixture.PASSWORD + "\",\"password\":\"other plain words\"}")
                .expect(200);

        one.get("/api/v1/session").expect(200);
        other.get("/api/v1/session").expectProblem(401, "session.ended");
        people.browser().signIn("change@example.com", SignInFixture.PASSWORD).expectProblem(401, "signin.failed");
        people.browser().signIn("change@example.com", "other plain words").expect(200);
    }

    /// One sees one's sessions and ends them; another's is not there (I01).
    @Test
    void sessions_areListedAndEnded() {
        Account ada = people.account("list@example.com", false);
        Browser one = people.signedIn(ada);
        tick();
        Browser other = people.signedIn(ada);
        Browser stranger = people.signedIn(people.account("stranger@example.com", false));
        Answer listed = one.get("/api/v1/account/sessions").expect(200);
        assertEquals(2, listed.json().required("items").size());
        assertEquals("true", listed.json().at("/items/1/current").asString());
        String id = listed.json().at("/items/0/id").asString();

        stranger.delete("/api/v1/account/sessions/" + id).expectProblem(404, "resource.not-found");
        one.delete("/api/v1/account/sessions/" + id).expect(200);

        other.get("/api/v1/session").expectProblem(401, "session.ended");
        assertEquals("0", one.delete("/api/v1/account/sessions").expect(200).text("sessions"));
    }

    /// Another site can neither change anything by somebody's session nor sign somebody in (W01).
    @Test
    void crossSiteChange_isRefused() {
        Account ada = people.account("csrf@example.com", false);
        Browser browser = people.signedIn(ada);
        Object before = plane.core.store.backup();
        String token = browser.csrfToken();

        browser.csrfToken("");
        browser.delete("/api/v1/account/sessions").expectProblem(403, "request.cross-site");
        browser.csrfToken(token.replace(token.charAt(0), token.charAt(0) == 'a' ? 'b' : 'a'));
        browser.delete("/api/v1/account/sessions").expectProblem(403, "request.cross-site");
        for (List<String> header : List.of(
                List.of("Origin", "https://evil.example"),
                List.of("Origin", "null"),
                List.of("Sec-Fetch-Site", "cross-site"),
                List.of("Sec-Fetch-Site", "same-site"))) {
            browser.send(browser.request("/api/v1/account/sessions")
                            .header("X-CSRF-Token", token)
                            .header(header.get(0), header.get(1))
                            .DELETE())
                    .expectProblem(403, "request.cross-site");
            browser.send(browser.request("/api/v1/session")
                            .header("Content-Type", "application/json")
                            .header(header.get(0), header.get(1))
                            .POST(BodyPublishers.ofString("{\"email\":\"csrf@example.com\",\"password\":\"x\"}")))
                    .expectProblem(403, "request.cross-site");
        }
        browser.send(browser.request("/api/v1/session")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"email\":\"csrf@example.com\",\"password\":\"x\"}")))
                .expectProblem(415, "request.media-type");

        assertEquals(before, plane.core.store.backup());
        browser.send(browser.request("/api/v1/account/sessions")
                        .header("X-CSRF-Token", token)
                        .header("Origin", plane.control.url().toString())
                        .header("Sec-Fetch-Site", "same-origin")
                        .DELETE())
                .expect(200);
    }

    /// A session and a key at once are refused, and a key alone is no person.
    @Test
    void twoCredentials_areRefused() {
        Browser browser = people.signedIn(people.account("both@example.com", false));

        browser.send(browser.request("/api/v1/session").header("Authorization", "Bearer " + plane.managementKey))
                .expectProblem(400, "credential.ambiguous");
        api.get("/api/v1/session").expectProblem(403, "session.required");
        Answer twice = browser.send(
                people.browser().request("/api/v1/session").header("Cookie", "ostiary-session=a; ostiary-session=b"));
        twice.expectProblem(400, "credential.ambiguous");
    }

    /// A stolen database opens no session (L04).
    @Test
    void store_holdsNoToken() {
        Browser browser = people.signedIn(people.account("dump@example.com", false));

        String dump = plane.core.store.backup().toString();

        assertTrue(dump.contains("dump@example.com"));
        assertFalse(dump.contains(browser.cookie(SignInFixture.COOKIE).orElseThrow()));
        assertFalse(dump.contains(browser.csrfToken()));
        assertFalse(dump.contains(SignInFixture.PASSWORD));
    }

    /// An operator's account is managed by operators alone, and the last one stays.
    @Test
    void accounts_areForOperators() {
        Account root = people.account("root@example.com", true);
        Account plain = people.account("plain@example.com", false);
        Browser operator = people.signedIn(root);
        Browser other = people.signedIn(plain);

        other.get("/api/v1/accounts").expectProblem(403, "permission.denied");
        other.post("/api/v1/accounts/" + root.id() + "/disable", "").expectProblem(403, "permission.denied");
        operator.post("/api/v1/accounts/" + plain.id() + "/disable", "").expect(200);
        other.get("/api/v1/session").expectProblem(401, "session.ended");
        assertEquals(
                "plain@example.com",
                operator.get("/api/v1/audit-events?action=account.sessions-ended&limit=1")
                        .expect(200)
                        .json()
                        .at("/items/0/subject/name")
                        .asString());
    }
}
