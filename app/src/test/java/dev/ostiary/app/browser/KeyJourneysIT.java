package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.ostiary.app.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What people do with a key from its making to its end, and what the gateway makes of it.
@ExtendWith({Chromium.class, ConsoleServer.class})
class KeyJourneysIT {
    private final Browser browser;
    private final Console console;
    private final Organization organization;
    private final String path;

    KeyJourneysIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
        this.path = organization.page("/settings/api-keys");
    }

    /// A key as a page shows it that has just been made.
    private record Made(String publicId, String secret) {}

    /// Makes one, with fields of the part that restricts it.
    private static Made make(Visitor visitor, String name, String... restrictions) {
        visitor.press("Create API key");
        visitor.field("Name").fill(name);
        visitor.dialog().getByText("Restrict it").click();
        for (int i = 0; i < restrictions.length; i += 2) {
            visitor.field(restrictions[i]).fill(restrictions[i + 1]);
        }
        visitor.confirm();
        Page page = visitor.page();
        Made made = new Made(
                page.locator("#revealed-public").textContent(),
                page.locator("#revealed-secret").textContent());
        visitor.press("I have saved it");
        return made;
    }

    /// Loads the list anew until a cell says it, or does not any more.
    private static void reloadUntil(Visitor visitor, Locator cell, String words, boolean isSaid) {
        visitor.page()
                .waitForCondition(
                        () -> {
                            visitor.page().reload();
                            return cell.textContent().contains(words) == isSaid;
                        },
                        new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    private int from(String credential, String origin) throws IOException, InterruptedException {
        return console.callGateway(credential, "Origin", "https://" + origin);
    }

    /// Of domains that are given in the dialog (S2.5) one is that host exactly (S2.12), one with a star is every
    /// host below it at any depth (S2.13). Without any, the secret works from anywhere, and the public key alone
    /// nowhere (S2.15). The list says that a key was never used, and within a minute when it was (S2.10).
    @Test
    void domains_decideWhoseMayPagesCall() throws IOException, InterruptedException {
        try (Visitor visitor = console.signedIn(browser, path)) {
            String widget = make(visitor, "widget", "Allowed domains", "example.com, *.example.org")
                    .publicId();
            Made server = make(visitor, "server");
            assertThat(visitor.cell("widget", "Last Used")).hasText("Never");

            for (String allowed : List.of("example.com", "a.example.org", "c.b.a.example.org")) {
                assertEquals(200, from(widget, allowed), allowed);
            }
            for (String other : List.of("a.example.com", "evil-example.com", "example.org", "notexample.org")) {
                assertEquals(403, from(widget, other), other);
            }
            assertEquals(200, from(server.secret(), "anywhere.example"));
            assertEquals(200, console.callGateway(server.secret()));
            assertEquals(403, from(server.publicId(), "example.com"));

            reloadUntil(visitor, visitor.cell("widget", "Last Used"), "Never", false);
            assertEquals(List.of(), visitor.complaints());
        }
    }

    /// A key for which no end is chosen has one in 90 days, as the note says (S3.14). The list has its columns
    /// (S3.12), of the secret the first and last four characters (S3.16), and who made it (S3.21); its page has
    /// what it may do, and when it was made and ends (S4.17). A new name leaves its secret and its end as they are
    /// (S3.20). Once its end has passed a key is shown as expired and refused (S3.13), and its page says to create
    /// a new key (S3.15); here too keys are found by their names, and deleted (S3.21).
    @Test
    void key_isShownUntilItsEndAndAfter() throws IOException, InterruptedException {
        String ending = organization
                .key("\"name\":\"ending\",\"expiresAt\":\"" + Instant.now().plusSeconds(2) + "\"")
                .path("secret")
                .stringValue("");
        try (Visitor visitor = console.signedIn(browser, path)) {
            visitor.press("Create API key");
            assertThat(visitor.dialog()).containsText("Without a choice a key expires in 90 days.");
            visitor.press("Cancel");
            String secret = make(visitor, "ours", "Scopes, one a line", "GET /v1/*", "Limits, one a line", """
                            600/minute
                            nightly: 1000/12 hours""")
                    .secret();

            String end = assertRow(visitor, secret);

            visitor.choose("ours", "Edit");
            assertThat(visitor.field("Limits, one a line")).hasValue("600/minute\nnightly: 1000/12 hours");
            visitor.field("Name").fill("theirs");
            visitor.confirm();
            visitor.follow("theirs");
            assertThat(visitor.page().locator("h1")).containsText("theirs");
            assertFacts(visitor, secret, end);
            assertEquals(200, console.callGateway(secret));

            visitor.follow("API Keys");
            assertEnded(visitor, ending);
        }
    }

    /// @return the instant of its end
    private static String assertRow(Visitor visitor, String secret) {
        assertThat(visitor.page().locator("thead th")).hasText(new String[] {
            "Key Name", "Status", "Secret Key", "Created", "Last Used", "Created by", "Expired Date", "Action"
        });
        assertThat(visitor.cell("ours", "Status")).containsText("Active");
        assertThat(visitor.cell("ours", "Created by")).hasText("Ada Lovelace");
        assertThat(visitor.cell("ours", "Secret Key")).hasText(masked(secret));
        assertThat(visitor.cell("ours", "Expired Date")).hasText("in 90 days");
        String end = visitor.cell("ours", "Expired Date").locator("time").getAttribute("datetime");
        Duration left = Duration.between(Instant.now(), Instant.parse(end));
        assertEquals(90, left.plusHours(1).toDays(), end);
        return end;
    }

    private static void assertFacts(Visitor visitor, String secret, String end) {
        Locator facts = visitor.page().locator("#facts");
        assertThat(facts).containsText(masked(secret));
        assertThat(facts).containsText("by Ada Lovelace");
        assertThat(facts).containsText("GET /v1/*");
        assertThat(facts).containsText("600 in 1 minute (minute)");
        assertThat(facts).containsText("1000 in 12 hours (nightly)");
        assertThat(facts.locator("time[datetime='" + end + "']")).isVisible();
    }

    private void assertEnded(Visitor visitor, String secret) throws IOException, InterruptedException {
        reloadUntil(visitor, visitor.cell("ending", "Status"), "Expired", true);
        assertEquals(401, console.callGateway(secret));
        visitor.field("Search").fill("end");
        assertThat(visitor.rows().locator("tr")).hasCount(1);
        visitor.follow("ending");
        assertThat(visitor.page().locator("main .banner")).containsText("create a new key");
        visitor.press("Delete");
        visitor.confirm();
        visitor.page().waitForURL("**/settings/api-keys");
        assertThat(visitor.rows().locator("tr")).hasCount(1);
        assertThat(visitor.rows()).containsText("theirs");
    }

    private static String masked(String secret) {
        String random = secret.substring("sk_ost_".length());
        return "sk_ost_" + random.substring(0, 4) + "••••••••" + random.substring(random.length() - 4);
    }

    /// A secret is in the one answer that made it: in no other answer to the browser, in no request of it, in
    /// nothing that it keeps, and not in the server's log (S4.11).
    @Test
    void secret_isInOneAnswer(@TempDir Path folder) throws IOException, InterruptedException {
        Path recorded = folder.resolve("session.har");
        String secret;
        try (Visitor visitor =
                console.signedIn(browser, path, Visitor.window(1280, 800).setRecordHarPath(recorded))) {
            secret = make(visitor, "secret").secret();
            assertFalse(visitor.everything().contains(secret), "on the page, or kept, when the dialog is closed");
            assertEquals(200, console.callGateway(secret));
            visitor.choose("secret", "Edit");
            visitor.confirm();
            visitor.follow("secret");
            assertThat(visitor.page().locator("#facts")).containsText("Public key");
            visitor.page().navigate(organization.page("/audit"));
            assertThat(visitor.rows()).containsText("key.issued");
            visitor.page().goBack();
            assertThat(visitor.page().locator("#facts")).containsText("Public key");
            assertFalse(visitor.everything().contains(secret), "on the page, or kept, later");
        }
        assertEquals(List.of("POST keys"), exchangesWith(recorded, secret));
        assertFalse(console.log().isBlank());
        assertFalse(console.log().contains(secret), "the secret is in the log");
    }

    /// What the browser asked for where the secret went there or came back.
    private static List<String> exchangesWith(Path recorded, String secret) throws IOException {
        JsonNode exchanges =
                Json.parse(Files.readString(recorded)).orElseThrow().path("log").path("entries");
        return exchanges
                .valueStream()
                .filter(exchange -> (exchange + body(exchange)).contains(secret))
                .map(exchange -> exchange.path("request"))
                .map(request -> request.path("method").stringValue("")
                        + request.path("url").stringValue("").replaceFirst(".*/", " "))
                .toList();
    }

    /// What came back in bytes, of which a recording is in Base64.
    private static String body(JsonNode exchange) {
        JsonNode content = exchange.path("response").path("content");
        return content.path("encoding").stringValue("").isEmpty()
                ? ""
                : new String(Base64.getDecoder().decode(content.path("text").stringValue("")), ISO_8859_1);
    }
}
