package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Settings → API Keys, as people use it, and the keys that come of it at the gateway.
@ExtendWith({Chromium.class, ConsoleServer.class})
class ApiKeysPageIT {
    private final Browser browser;
    private final Console console;
    private final Organization organization;
    private final String path;

    ApiKeysPageIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
        this.path = organization.page("/settings/api-keys");
    }

    private Visitor visit() {
        return console.signedIn(browser, path);
    }

    /// A key is created, shown once with both parts and what to do with them, and what is copied opens the gateway;
    /// then its secret is nowhere: not in the page, not after a reload or going back, not in what the browser keeps
    /// (S2.4 to S2.8, S3.17 to S3.19, S0.10, S0.11, W05).
    @Test
    void create_showsTheSecretOnceAndItWorks() throws IOException, InterruptedException {
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            visitor.mayUseClipboard();
            page.getByText("Create API key").first().click();
            assertThat(visitor.dialog().locator("button.primary")).isDisabled();
            visitor.field("Name").fill("checkout");
            visitor.confirm();

            assertThat(visitor.dialog()).containsText("shown this once");
            assertThat(visitor.dialog()).containsText("environment variables, a secret manager");
            String secret = visitor.copied("revealed-secret");
            String publicId = visitor.copied("revealed-public");
            assertTrue(secret.startsWith("sk_ost_"), "a secret");
            assertEquals(200, console.callGateway(publicId + ":" + secret));

            visitor.dialog().getByText("I have saved it").click();
            assertThat(page.locator("tbody")).containsText("checkout");
            assertThat(page.locator("tbody")).containsText(publicId);
            assertNowhere(visitor, secret);
            page.reload();
            assertNowhere(visitor, secret);
            page.navigate(organization.page(""));
            page.goBack();
            assertNowhere(visitor, secret);
            assertEquals(List.of(), visitor.complaints());
        }
    }

    private static void assertNowhere(Visitor visitor, String secret) {
        assertFalse(visitor.everything().contains(secret));
        assertFalse(visitor.everything().contains("history-cache"), "no page is kept for going back");
    }

    /// A secret that is on the screen is gone when the page is left and come back to, however the browser kept it
    /// (W05).
    @Test
    void leaving_forgetsTheSecret() {
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            page.getByText("Create API key").first().click();
            visitor.field("Name").fill("left");
            visitor.confirm();
            String secret = page.locator("#revealed-secret").textContent();
            page.navigate(organization.page(""));
            page.goBack();

            assertThat(page.locator("tbody")).containsText("left");
            assertNowhere(visitor, secret);
        }
    }

    /// What is wrong is said at its field, and what was typed stays; a name that is taken too (S2.5, S3.6).
    @Test
    void create_saysWhatIsWrongWhereItIs() throws IOException, InterruptedException {
        organization.key("\"name\":\"taken\"");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            page.getByText("Create API key").first().click();
            visitor.field("Name").fill("taken");
            page.getByText("Restrict it").click();
            page.getByLabel("Allowed domains").fill("example.com, bad!domain");
            visitor.confirm();

            Locator wrong = visitor.dialog()
                    .locator(".field")
                    .filter(new Locator.FilterOptions().setHasText("Allowed domains"));
            assertThat(wrong.locator(".wrong")).isVisible();
            assertThat(page.getByLabel("Allowed domains")).hasAttribute("aria-invalid", "true");
            assertThat(page.getByLabel("Allowed domains")).hasValue("example.com, bad!domain");
            page.getByLabel("Allowed domains").fill("");
            visitor.confirm();
            assertThat(visitor.dialog().locator(".field").first().locator(".wrong"))
                    .isVisible();
            assertThat(visitor.field("Name")).hasValue("taken");
        }
    }

    /// Switched off, the next call is refused; switched on, the same key works again (S2.11). One that is suspected
    /// is switched off first, and deleted later (S2.27).
    @Test
    void switch_disablesAndEnables() throws IOException, InterruptedException {
        String secret = organization.secretOf("switched");
        try (Visitor visitor = visit()) {
            Locator enabled = visitor.page().getByLabel("switched enabled");
            enabled.click();
            assertThat(visitor.page().locator(".toast")).containsText("is switched off");
            assertEquals(401, console.callGateway(secret));
            assertThat(visitor.page().locator("tbody")).containsText("Disabled");
            enabled.click();
            assertThat(visitor.page().locator("tbody")).containsText("Active");
            assertEquals(200, console.callGateway(secret));

            enabled.click();
            assertThat(visitor.page().locator("tbody")).containsText("Disabled");
            visitor.choose("switched", "Delete");
            visitor.confirm();
            assertThat(visitor.page().locator("#list")).containsText("No keys yet");
            assertEquals(401, console.callGateway(secret));
        }
    }

    /// Edited domains decide the next request (S2.14); the secret and the end stay (S3.20).
    @Test
    void edit_takesEffectAtTheNextRequest() throws IOException, InterruptedException {
        String publicId = organization
                .key("\"name\":\"widget\",\"domains\":[\"example.com\"]")
                .path("publicId")
                .stringValue("");
        assertEquals(200, console.callGateway(publicId, "Origin", "https://example.com"));
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            visitor.choose("widget", "Edit");
            assertThat(page.getByLabel("Allowed domains")).hasValue("example.com");
            page.getByLabel("Allowed domains").fill("*.example.org");
            visitor.field("Name").fill("renamed");
            visitor.confirm();

            assertThat(page.locator("tbody")).containsText("renamed");
            assertEquals(403, console.callGateway(publicId, "Origin", "https://example.com"));
            assertEquals(200, console.callGateway(publicId, "Origin", "https://a.example.org"));
        }
    }

    /// After a rotation both secrets work for the grace, and the key's page tells who still uses the old one (C3).
    @Test
    void rotate_givesAnotherSecret() throws IOException, InterruptedException {
        String old = organization.secretOf("rotated");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            visitor.choose("rotated", "Rotate");
            visitor.confirm();
            String secret = page.locator("#revealed-secret").textContent();
            assertEquals(200, console.callGateway(secret));
            assertEquals(200, console.callGateway(old));
            visitor.dialog().getByText("I have saved it").click();
            page.getByText("rotated", new Page.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            assertThat(page.locator("#facts")).containsText("Replaced secrets");
        }
    }

    /// Revoking asks first; cancelled, nothing happens; then the next call is refused (S0.14, S0.15). Deleting
    /// takes the key out of the list (S2.16, S3.10, S3.11).
    @Test
    void revokeAndDelete_askFirst() throws IOException, InterruptedException {
        String secret = organization.secretOf("ending");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            visitor.choose("ending", "Revoke");
            visitor.dialog().getByText("Cancel").click();
            assertEquals(200, console.callGateway(secret));
            visitor.choose("ending", "Revoke");
            visitor.confirm();
            assertThat(page.locator("tbody")).containsText("Revoked");
            assertEquals(401, console.callGateway(secret));

            visitor.choose("ending", "Delete");
            assertThat(visitor.dialog()).containsText("cannot be undone");
            visitor.confirm();
            assertThat(page.locator("#list")).containsText("No keys yet");
            assertThat(page.getByLabel("Search")).isHidden();
        }
    }

    /// The list is searched as one types, filtered, sorted and paged by the server (S2.9, S3.9, S3.21).
    @Test
    void list_isSearchedSortedAndPaged() throws IOException, InterruptedException {
        for (int i = 0; i < 55; i++) {
            organization.key("\"name\":\"key %02d\"".formatted(i));
        }
        organization.key("\"name\":\"needle\"");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            assertThat(page.locator("tbody tr")).hasCount(50);
            page.getByText("Next").click();
            assertThat(page.locator("tbody tr")).hasCount(6);
            page.getByText("Previous").click();
            assertThat(page.locator("tbody tr")).hasCount(50);
            page.locator("thead").getByText("Name").click();
            assertThat(page.locator("tbody tr").first()).containsText("key 00");
            visitor.awaitScripts();
            page.getByLabel("Search").fill("need");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody")).containsText("needle");
            assertTrue(page.url().contains("search=need"), page.url());
            page.getByLabel("Search").fill("nothing such");
            assertThat(page.locator("#list")).containsText("No key is like that");
        }
    }

    /// What a colleague does shows by itself, and what one is typing meanwhile stays.
    @Test
    void list_keepsUpWithColleagues() throws IOException, InterruptedException {
        String id = organization.key("\"name\":\"shared\"").path("id").stringValue("");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            assertThat(page.locator("tbody")).containsText("Active");
            page.getByLabel("Search").fill("sha");
            organization.call("POST", "/keys/" + id + "/revoke", "");

            assertThat(page.locator("tbody")).containsText("Revoked");
            assertThat(page.getByLabel("Search")).hasValue("sha");
        }
    }

    /// A name that looks like markup is text everywhere it is shown (W02).
    @Test
    void names_areNeverMarkup() throws IOException, InterruptedException {
        organization.key("\"name\":\"<img src=x onerror=alert(1)>\"");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            assertThat(page.locator("tbody")).containsText("<img src=x onerror=alert(1)>");
            visitor.choose("<img src=x onerror=alert(1)>", "Delete");
            assertThat(visitor.dialog()).containsText("<img src=x onerror=alert(1)>");
            assertThat(page.locator("img[src=x]")).hasCount(0);
            assertEquals(List.of(), visitor.complaints());
        }
    }

    /// A session that ended elsewhere leads to sign in, and back to the page.
    @Test
    void endedSession_leadsToSignInAndBack() throws IOException, InterruptedException {
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            visitor.forgetCookies();
            page.getByText("Create API key").first().click();
            page.waitForURL(url -> url.contains("/sign-in?next="));
            console.signIn(visitor, path, Console.EMAIL);
            assertThat(page.locator("h1")).hasText("API Keys");
        }
    }
}
