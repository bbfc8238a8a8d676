package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.signin.PrepareSetup;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The first start: whoever has the link comes in, once.
class SetupIT {
    private final ControlFixture plane = new ControlFixture();
    private final SignInFixture people = new SignInFixture(plane);

    @AfterEach
    void close() {
        plane.close();
    }

    private String link() {
        return plane.signIn.prepareSetup().renew().orElseThrow().reveal();
    }

    private Answer setUp(Browser browser, String token, String email, String password) {
        return browser.remember(browser.post(
                "/api/v1/setup",
                "{\"token\":\"" + token + "\",\"email\":\"" + email + "\",\"name\":\"Ada\",\"password\":\"" + password
                        + "\"}"));
    }

    private Answer setUp(String token) {
        return setUp(people.browser(), token, "other@example.com", "several plain words");
    }

    /// The first person is an operator and owns the first organization; the link is used up, and no other is made.
    @Test
    void setUp_once_letsTheFirstPersonIn() {
        plane.core.organization("default");
        String token = link();
        Browser browser = people.browser();

        Answer answer =
                setUp(browser, token, "ada@example.com", "several plain words").expect(200);

        assertEquals("true", answer.json().at("/account/operator").asString());
        assertEquals("owner", answer.json().at("/organizations/0/role").asString());
        browser.get("/api/v1/accounts").expect(200);
        setUp(token).expectProblem(403, "setup.link-invalid");
        assertTrue(plane.signIn.prepareSetup().renew().isEmpty());
        browser.post("/api/v1/accounts/" + answer.json().at("/account/id").asString() + "/disable", "")
                .expectProblem(409, "account.last-operator");
    }

    /// The link leads to a page, which has a script of ours only and is not remembered (W02, W05).
    @Test
    void link_leadsToAPage() {
        for (String page : List.of("/setup?token=" + link(), "/sign-in")) {
            Answer answer = people.browser().get(page).expect(200);
            assertTrue(answer.body().contains("<form data-send="), page);
            assertTrue(answer.header("Content-Security-Policy").contains("script-src 'self';"));
            assertEquals("no-store", answer.header("Cache-Control"));
            assertEquals("no-referrer", answer.header("Referrer-Policy"));
        }
        people.browser().get("/assets/sign-in.js").expect(200);
    }

    /// Once somebody has come in, the link says that it is used up before anybody fills in what it is for, and the
    /// first page tells strangers nothing but where to sign in.
    @Test
    void pages_afterSetup_leadToSigningIn() {
        String token = link();
        people.browser().get("/").expect(200);
        setUp(token).expect(200);

        String body = people.browser().get("/setup?token=" + token).expect(200).body();
        assertFalse(body.contains("<form"), body);
        assertTrue(body.contains("href=\"/sign-in\""), body);
        String place = people.browser().get("/").expect(302).header("Location");
        assertEquals("/sign-in", URI.create(place).getPath());
    }

    /// A wrong, an older and an expired link let nobody in, and say the same.
    @Test
    void setUp_byAnotherLink_isRefused() {
        String older = link();
        String newest = link();
        Answer refused = setUp("a".repeat(43)).expectProblem(403, "setup.link-invalid");
        assertEquals(
                refused.bodyButForRequestId(),
                setUp(older).expectProblem(403, "setup.link-invalid").bodyButForRequestId());
        plane.core.clock.advance(PrepareSetup.LIFE);
        setUp(newest).expectProblem(403, "setup.link-invalid");
        setUp(link()).expect(200);
    }

    /// Short, common and telling passwords are refused, with what to do instead; the link stays good.
    @Test
    void setUp_withABadPassword_isRefused() {
        String token = link();
        for (String bad : List.of(
                "short words",
                "x".repeat(129),
                "password1234",
                "Passw0rd!!!!!",
                "123456789012",
                "qwertyuiop12",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "passwordpassword",
                "grace@example.com",
                "grace1234567")) {
            Answer answer =
                    setUp(people.browser(), token, "grace@example.com", bad).expectProblem(400, "request.invalid");
            assertEquals(List.of("password"), answer.wrongFields(), bad);
        }
        setUp(people.browser(), token, "grace@example.com", "pâté with raisins").expect(200);
    }
}
