package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.core.account.Account;
import dev.ostiary.core.address.AddressRange;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A control plane behind a proxy with TLS, which was told where browsers reach it.
class PublicUrlIT {
    private static final String PUBLIC = "https://ostiary.example.com";

    private final ControlFixture fixture = new ControlFixture();
    private final SignInFixture people = new SignInFixture(fixture);
    private final ControlPlane control =
            start(List.of(AddressRange.parse("127.0.0.1").orElseThrow()));

    private ControlPlane start(List<AddressRange> proxies) {
        return ControlPlane.start(
                new ControlSettings(
                        InetAddress.ofLiteral("127.0.0.1"),
                        0,
                        "1",
                        () -> ControlFixture.GATEWAY,
                        Duration.ZERO,
                        new PublicAddress(Optional.of(URI.create(PUBLIC)), proxies)),
                fixture.dependencies());
    }

    @AfterEach
    void close() {
        control.close();
        fixture.close();
    }

    private static Answer signIn(ControlPlane plane, Account account, String forwardedFor) {
        Browser browser = new Browser(plane.url());
        return browser.send(browser.request("/api/v1/session")
                .header("Content-Type", "application/json")
                .header("Origin", PUBLIC)
                .header("X-Forwarded-For", forwardedFor)
                .header("X-Forwarded-Proto", "http")
                .POST(BodyPublishers.ofString(
                        "{\"email\":\"" + account.email() + "\",\"password\":\"" + SignInFixture.PASSWORD + "\"}")));
    }

    private String address(Account account) {
        return fixture.signIn.sessions().list(account.id()).getFirst().address();
    }

    /// The cookie is for this very host and https alone, whatever a request says of its scheme.
    @Test
    void cookie_isForThisHostAndHttps() {
        String cookie = signIn(control, people.account("ada@example.com", false), "192.0.2.7")
                .expect(200)
                .header("Set-Cookie");

        assertTrue(cookie.startsWith("__Host-ostiary-session="), cookie);
        assertTrue(cookie.contains("; Path=/;"), cookie);
        assertTrue(cookie.contains("; Secure"), cookie);
    }

    /// The address is what a trusted proxy says, and of several the last that none of ours vouches for (G03).
    @Test
    void address_isTheClients_whereTheProxyIsTrusted() {
        Account ada = people.account("ada@example.com", false);
        signIn(control, ada, "10.0.0.1, 192.0.2.7, 127.0.0.1").expect(200);
        assertEquals("192.0.2.7", address(ada));
        fixture.core.clock.advance(Duration.ofSeconds(1));
        signIn(control, ada, "192.0.2.8:4711").expect(200);
        assertEquals("192.0.2.8", address(ada));
        fixture.core.clock.advance(Duration.ofSeconds(1));
        signIn(control, ada, "[2001:db8::1]:4711").expect(200);
        assertEquals("2001:db8::1", address(ada));

        fixture.core.clock.advance(Duration.ofSeconds(1));
        try (ControlPlane strict = start(List.of())) {
            signIn(strict, ada, "192.0.2.7").expect(200);
        }
        assertEquals("127.0.0.1", address(ada));
    }

    /// A port that the scheme has anyway is left out, as browsers do; and who came by https comes by it again.
    @Test
    void publicUrl_isAnOrigin_andStaysHttps() {
        for (String usual : List.of("https://ostiary.example.com:443", "http://ostiary.example.com:80")) {
            URI url = new PublicAddress(Optional.of(URI.create(usual)), List.of())
                    .url()
                    .orElseThrow();
            assertEquals(usual.substring(0, usual.lastIndexOf(':')), url.toString());
        }
        URI odd = URI.create("https://ostiary.example.com:80");
        assertEquals(Optional.of(odd), new PublicAddress(Optional.of(odd), List.of()).url());
        assertEquals(
                "max-age=31536000", new Browser(control.url()).get("/sign-in").header("Strict-Transport-Security"));
        assertTrue(new Browser(fixture.control.url())
                .get("/sign-in")
                .headers()
                .firstValue("Strict-Transport-Security")
                .isEmpty());
    }

    /// Passkeys are for the public host, and requests of the address behind it come from elsewhere.
    @Test
    void publicHost_isTheOrigin() {
        Browser browser = new Browser(control.url());
        assertEquals(
                "ostiary.example.com",
                browser.send("POST", "/api/v1/session/passkey/options", null)
                        .expect(200)
                        .text("rpId"));
        browser.send(browser.request("/api/v1/session/passkey/options")
                        .header("Origin", control.url().toString())
                        .POST(BodyPublishers.noBody()))
                .expectProblem(403, "request.cross-site");
    }
}
