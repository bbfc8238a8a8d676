package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.organization.Organization;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signing in by OpenID Connect, at an issuer that is not ours.
class OidcIT extends ControlIT {
    private final SignInFixture people = new SignInFixture(plane);
    private final IssuerServer issuer = new IssuerServer(plane.control.url() + "/sign-in/oidc/callback");
    private final HttpClient there =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String provider = "";
    private int count;

    /// The issuer's tokens are of now.
    @BeforeEach
    void now() {
        plane.core.clock.set(Instant.now());
        issuer.claims(_ -> {});
    }

    @AfterEach
    void removeProvider() {
        api.delete("/api/v1/identity-providers/" + provider);
    }

    @AfterAll
    void closeIssuer() {
        issuer.close();
    }

    private String provider(String more) {
        return provider(issuer.issuer().toString(), more);
    }

    private String provider(String url, String more) {
        provider = api.post(
                        "/api/v1/identity-providers",
                        "{\"name\":\"Acme " + ++count + "\",\"issuer\":\"" + url + "\",\"clientId\":\""
                                + IssuerServer.CLIENT + "\",\"clientSecret\":\"" + IssuerServer.CLIENT_SECRET + "\""
                                + more + "}")
                .expect(201)
                .text("id");
        return "/sign-in/oidc/" + provider;
    }

    /// Lets somebody new in, to an organization of its own.
    private String welcoming() {
        return ",\"organization\":\"" + organization().slug() + "\",\"role\":\"viewer\"";
    }

    /// What the issuer answers a user who signs in there: the redirect back to us, as path and query.
    private String atTheIssuer(String location) throws IOException, InterruptedException {
        String basic = Base64.getEncoder()
                .encodeToString((IssuerServer.USER + ":" + IssuerServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
        // Once signed in there, a session of its own keeps the user signed in.
        int unused = there.send(
                        HttpRequest.newBuilder(issuer.issuer().resolve("/me"))
                                .header("Authorization", "Basic " + basic)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        HttpResponse<String> answer = there.send(
                HttpRequest.newBuilder(URI.create(location))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(302, answer.statusCode(), answer.body());
        URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertEquals(plane.control.url().getAuthority(), back.getAuthority());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private Answer signIn(Browser browser, String path) throws IOException, InterruptedException {
        Answer begun = browser.get(path).expect(302);
        return browser.get(atTheIssuer(begun.header("Location")));
    }

    /// Somebody new with a verified address gets an account and the role; the next time it is the same account.
    @Test
    void newPerson_getsAnAccount_once() throws Exception {
        String path = provider(welcoming());
        Browser browser = people.browser();

        Answer begun = browser.get(path + "?next=/console/keys").expect(302);
        String location = begun.header("Location");
        assertTrue(location.contains("code_challenge_method=S256"), location);
        assertTrue(location.contains("nonce="), location);
        Answer done = browser.get(atTheIssuer(location)).expect(302);

        assertEquals("/console/keys", done.header("Location"));
        Answer session = browser.get("/api/v1/session").expect(200);
        assertEquals("ada@example.com", session.json().at("/account/email").asString());
        assertEquals("Ada Lovelace", session.json().at("/account/name").asString());
        assertEquals("identity-provider", session.text("method"));
        assertEquals("viewer", session.json().at("/organizations/0/role").asString());
        Browser again = people.browser();
        signIn(again, path).expect(302);
        assertEquals(
                session.json().at("/account/id").asString(),
                again.get("/api/v1/session")
                        .expect(200)
                        .json()
                        .at("/account/id")
                        .asString());
        plane.signIn
                .accounts()
                .disable(Actor.system(), account("ada@example.com").id());
        signIn(people.browser(), path).expectProblem(403, "identity.refused");
    }

    private Account account(String email) {
        return plane.core.store.accounts().findByEmail(new EmailAddress(email)).orElseThrow();
    }

    /// An account that exists is opened by its verified address where the provider is trusted with that, else not.
    @Test
    void existingAccount_isLinkedOnlyWhereTrusted() throws Exception {
        people.account("grace@example.com", false);
        issuer.claims(claims -> claims.putAll(Map.of("email", "grace@example.com", "sub", "grace")));

        signIn(people.browser(), provider(welcoming())).expectProblem(403, "identity.refused");
        Browser browser = people.browser();
        signIn(browser, provider(",\"linksAccounts\":true")).expect(302);

        assertEquals(
                "grace@example.com",
                browser.get("/api/v1/session")
                        .expect(200)
                        .json()
                        .at("/account/email")
                        .asString());
    }

    /// An account that somebody made by the link of an invitation is the address's owner's as soon as the provider
    /// vouches for that: what opened it before, which may be the inviter's, opens it no more.
    @Test
    void accountMadeByInvitation_isTakenOverByItsOwner() throws Exception {
        String token = api.post(
                        path(organization(), "invitations"), "{\"email\":\"ceo@example.com\",\"role\":\"viewer\"}")
                .expect(201)
                .text("token");
        Browser inviter = people.browser();
        inviter.remember(inviter.post(
                        "/api/v1/invitations/accept",
                        "{\"token\":\"" + token + "\",\"name\":\"Me\",\"password\":\"" + SignInFixture.PASSWORD
                                + "\"}"))
                .expect(200);
        issuer.claims(claims -> claims.putAll(Map.of("email", "ceo@example.com", "sub", "ceo")));
        String path = provider(",\"linksAccounts\":true");
        Browser owner = people.browser();
        signIn(owner, path).expect(302);

        inviter.get("/api/v1/session").expectProblem(401, "session.ended");
        people.browser().signIn("ceo@example.com", SignInFixture.PASSWORD).expectProblem(401, "signin.failed");
        signIn(people.browser(), path).expect(302);
        owner.get("/api/v1/session").expect(200);
    }

    /// A person who is sent back in vain gets a page, not what programs read; the provider's reason is in the log.
    @Test
    void refusal_forAPerson_isAPage() {
        Browser browser = people.browser();
        Answer shown = browser.send(browser.request("/sign-in/oidc/callback?error=access_denied")
                .header("Accept", "text/html,application/xhtml+xml"));
        assertEquals("/sign-in?problem=identity.refused", shown.expect(302).header("Location"));
    }

    /// Two sign-ins that one browser has begun do not hinder each other.
    @Test
    void twoTabs_comeBackBoth() throws Exception {
        String path = provider(welcoming());
        issuer.claims(claims -> claims.putAll(Map.of("email", "tabs@example.com", "sub", "tabs")));
        Browser browser = people.browser();
        String first = atTheIssuer(browser.get(path).expect(302).header("Location"));
        String second = atTheIssuer(browser.get(path).expect(302).header("Location"));
        browser.get(first).expect(302);
        browser.get(second).expect(302);
    }

    /// An organization that was deleted lets nobody new in.
    @Test
    void deletedOrganization_letsNobodyIn() throws Exception {
        Organization gone = organization();
        String path = provider(",\"organization\":\"" + gone.slug() + "\",\"role\":\"viewer\"");
        api.delete("/api/v1/organizations/" + gone.slug()).expect(200);
        issuer.claims(claims -> claims.putAll(Map.of("email", "nowhere@example.com", "sub", "nowhere")));
        signIn(people.browser(), path).expectProblem(403, "identity.refused");
    }

    /// What the issuer says is believed only when it is for us, of now, about this sign-in and verified.
    @Test
    void bentTokens_areRefused() throws Exception {
        String path = provider(welcoming() + ",\"linksAccounts\":true,\"domains\":[\"example.com\"]");
        Instant past = Instant.now().minusSeconds(3600);
        List<Consumer<Map<String, Object>>> bent = List.of(
                claims -> claims.put("nonce", "another"),
                claims -> claims.remove("nonce"),
                claims -> claims.put("aud", List.of("somebody-else")),
                claims -> claims.putAll(Map.of("aud", List.of("ostiary", "other"), "azp", "other")),
                claims -> claims.put("iss", "http://127.0.0.1:1"),
                claims -> claims.putAll(Map.of("exp", past, "iat", past.minusSeconds(60))),
                claims -> claims.putAll(Map.of("sub", "x", "email_verified", false)),
                claims -> claims.putAll(Map.of("sub", "x", "email", "ada@example.org")),
                claims -> claims.putAll(Map.of("sub", "x", "email", "ada@example.com.example.org")));
        for (int i = 0; i < bent.size(); i++) {
            issuer.claims(bent.get(i));
            Browser browser = people.browser();
            Answer refused = signIn(browser, path);
            assertEquals(403, refused.status(), i + refused.body());
            refused.expectProblem(403, "identity.refused");
            assertTrue(browser.cookie(SignInFixture.COOKIE).isEmpty());
        }
    }

    /// An answer opens nothing in another browser, a second time, with another state, or unasked for (W06).
    @Test
    void answer_isTakenOnce_byTheBrowserThatAsked() throws Exception {
        String path = provider(welcoming());
        issuer.claims(claims -> claims.putAll(Map.of("sub", "once", "email", "once@example.com")));
        Browser mine = people.browser();
        String back = atTheIssuer(mine.get(path).expect(302).header("Location"));
        Browser victim = people.browser();
        victim.get(path).expect(302);

        victim.get(back).expectProblem(403, "identity.refused");
        mine.get(back).expectProblem(403, "identity.refused");
        Browser other = people.browser();
        String fresh = atTheIssuer(other.get(path).expect(302).header("Location"));
        other.get(fresh.replaceAll("state=[^&]*", "state=" + "a".repeat(43))).expectProblem(403, "identity.refused");
        other.get(fresh.replaceAll("&?code=[^&]*", "")).expectProblem(403, "identity.refused");
        people.browser().get("/sign-in/oidc/callback").expectProblem(403, "identity.refused");
        people.browser().get("/sign-in/oidc/callback?error=access_denied").expectProblem(403, "identity.refused");
        assertTrue(plane.core
                .store
                .accounts()
                .findByEmail(new EmailAddress("once@example.com"))
                .isEmpty());
    }

    /// Afterwards a browser goes to pages of ours only.
    @Test
    void next_isAPageHere() {
        String path = provider("");
        for (String page : List.of(
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "/%09/evil.example",
                "x",
                "/a//b",
                "/a?b")) {
            people.browser()
                    .get(path + "?next=" + URLEncoder.encode(page, StandardCharsets.UTF_8))
                    .expectProblem(400, "request.invalid");
        }
    }

    /// While an issuer is away its sign-in says so, and passwords go on.
    @Test
    void issuerDown_isTold_andPasswordsGoOn() {
        people.account("local@example.com", false);
        String path = provider("http://127.0.0.1:1", "");

        people.browser().get(path).expectProblem(502, "identity.provider-failed");
        api.post("/api/v1/identity-providers/" + provider + "/test").expectProblem(502, "identity.provider-failed");

        people.signedIn(account("local@example.com")).get("/api/v1/session").expect(200);
    }

    /// Another issuer's names for people would open the accounts of those who came by this one: it is another
    /// provider.
    @Test
    void issuer_stays() {
        String unused = provider("");
        String other = "{\"name\":\"Renamed\",\"issuer\":\"%s\",\"clientId\":\"c\",\"clientSecret\":\"s\"}";
        String url = "/api/v1/identity-providers/" + provider;

        assertEquals(
                List.of("issuer"),
                api.put(url, other.formatted("https://id.example.com"))
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        assertEquals(
                "Renamed",
                api.put(url, other.formatted(issuer.issuer())).expect(200).text("name"));
    }

    /// Who manages providers can test them, and never reads their secrets again.
    @Test
    void provider_isTestedAndKeepsItsSecret() {
        String path = provider("");
        Answer tested =
                api.post("/api/v1/identity-providers/" + provider + "/test").expect(200);
        assertTrue(tested.text("tokenEndpoint").startsWith(issuer.issuer().toString()));
        assertEquals(plane.control.url() + "/sign-in/oidc/callback", tested.text("redirectUri"));
        Answer read = api.get("/api/v1/identity-providers/" + provider).expect(200);
        assertEquals(path, read.text("signInPath"));
        assertFalse(read.body().contains(IssuerServer.CLIENT_SECRET));
        assertFalse(plane.core.store.backup().toString().contains(IssuerServer.CLIENT_SECRET));
        assertTrue(people.browser().get("/api/v1/sign-in").expect(200).body().contains(path));
        assertEquals(
                List.of("issuer"),
                api.post(
                                "/api/v1/identity-providers",
                                "{\"name\":\"x\",\"issuer\":\"http://example.com\",\"clientId\":\"x\",\"clientSecret\":\"x\"}")
                        .expectProblem(400, "request.invalid")
                        .wrongFields());
        people.signedIn(people.account("idp-viewer@example.com", false))
                .get("/api/v1/identity-providers")
                .expectProblem(403, "permission.denied");
    }
}
