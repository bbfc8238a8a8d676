package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.ostiary.app.browser.Console.Organization;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Settings → API Keys, as people use it, and the keys that come of it at the gateway.
@ExtendWith({Chromium.class, ConsoleServer.class})
class ApiKeysPageIT {
    private final Browser browser;
    private final Console console;
    private Organization organization = new Organization("", "");

    ApiKeysPageIT(Browser browser, Console console) {
        this.browser = browser;
        this.console = console;
    }

    @BeforeEach
    void takeOrganization() throws IOException, InterruptedException {
        organization = console.newOrganization();
    }

    private String path() {
        return "/org/" + organization.id() + "/settings/api-keys";
    }

    private Visitor visit() {
        return console.signedIn(browser, path());
    }

    private static Locator dialog(Page page) {
        return page.locator("dialog[open]");
    }

    private static void choose(Page page, String row, String action) {
        page.getByLabel("Actions for " + row).click();
        page.locator(".menu:popover-open").getByText(action).click();
    }

    private static String copied(Page page, String id) {
        page.locator("[data-copy=" + id + "]").click();
        assertThat(page.locator("[data-copy=" + id + "]")).hasText("Copied");
        return (String) page.evaluate("navigator.clipboard.readText()");
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
            assertThat(dialog(page).locator("button.primary")).isDisabled();
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("checkout");
            dialog(page).locator("button.primary").click();

            assertThat(dialog(page)).containsText("shown this once");
            assertThat(dialog(page)).containsText("environment variables, a secret manager");
            String secret = copied(page, "revealed-secret");
            String publicId = copied(page, "revealed-public");
            assertTrue(secret.startsWith("sk_ost_"), "a secret");
            assertEquals(200, console.callGateway(publicId + ":" + secret).status());

            dialog(page).getByText("I have saved it").click();
            assertThat(page.locator("tbody")).containsText("checkout");
            assertThat(page.locator("tbody")).containsText(publicId);
            assertNowhere(page, secret);
            page.reload();
            assertNowhere(page, secret);
            page.navigate(console.url("/org/" + organization.id()));
            page.goBack();
            assertNowhere(page, secret);
            assertEquals(List.of(), visitor.complaints());
        }
    }

    private static void assertNowhere(Page page, String secret) {
        assertFalse(page.content().contains(secret));
        assertFalse(page.url().contains(secret));
        String kept = (String) page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)");
        assertFalse(kept.contains(secret));
        assertFalse(kept.contains("history-cache"), "no page is kept for going back");
    }

    /// A secret that is on the screen is gone when the page is left and come back to, however the browser kept it
    /// (W05).
    @Test
    void leaving_forgetsTheSecret() {
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            page.getByText("Create API key").first().click();
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("left");
            dialog(page).locator("button.primary").click();
            String secret = page.locator("#revealed-secret").textContent();
            page.navigate(console.url("/org/" + organization.id()));
            page.goBack();

            assertThat(page.locator("tbody")).containsText("left");
            assertNowhere(page, secret);
        }
    }

    /// What is wrong is said at its field, and what was typed stays; a name that is taken too (S2.5, S3.6).
    @Test
    void create_saysWhatIsWrongWhereItIs() throws IOException, InterruptedException {
        console.newKey(organization, "\"name\":\"taken\"");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            page.getByText("Create API key").first().click();
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("taken");
            page.getByText("Restrict it").click();
            page.getByLabel("Allowed domains").fill("example.com, bad!domain");
            dialog(page).locator("button.primary").click();

            Locator wrong =
                    dialog(page).locator(".field").filter(new Locator.FilterOptions().setHasText("Allowed domains"));
            assertThat(wrong.locator(".wrong")).isVisible();
            assertThat(page.getByLabel("Allowed domains")).hasAttribute("aria-invalid", "true");
            assertThat(page.getByLabel("Allowed domains")).hasValue("example.com, bad!domain");
            page.getByLabel("Allowed domains").fill("");
            dialog(page).locator("button.primary").click();
            assertThat(dialog(page).locator(".field").first().locator(".wrong")).isVisible();
            assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue("taken");
        }
    }

    /// Switched off, the next call is refused; switched on, the same key works again (S2.11, S2.27).
    @Test
    void switch_disablesAndEnables() throws IOException, InterruptedException {
        String secret = console.newKey(organization, "\"name\":\"switched\"")
                .path("secret")
                .stringValue("");
        try (Visitor visitor = visit()) {
            Locator enabled = visitor.page().getByLabel("switched enabled");
            enabled.click();
            assertThat(visitor.page().locator(".toast")).containsText("is switched off");
            assertEquals(401, console.callGateway(secret).status());
            assertThat(visitor.page().locator("tbody")).containsText("Disabled");
            enabled.click();
            assertThat(visitor.page().locator("tbody")).containsText("Active");
            assertEquals(200, console.callGateway(secret).status());
        }
    }

    /// Edited domains decide the next request (S2.14); the secret and the end stay (S3.20).
    @Test
    void edit_takesEffectAtTheNextRequest() throws IOException, InterruptedException {
        String publicId = console.newKey(organization, "\"name\":\"widget\",\"domains\":[\"example.com\"]")
                .path("publicId")
                .stringValue("");
        assertEquals(
                200,
                console.callGateway(publicId, "Origin", "https://example.com").status());
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            choose(page, "widget", "Edit");
            assertThat(page.getByLabel("Allowed domains")).hasValue("example.com");
            page.getByLabel("Allowed domains").fill("*.example.org");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("renamed");
            dialog(page).locator("button.primary").click();

            assertThat(page.locator("tbody")).containsText("renamed");
            assertEquals(
                    403,
                    console.callGateway(publicId, "Origin", "https://example.com")
                            .status());
            assertEquals(
                    200,
                    console.callGateway(publicId, "Origin", "https://a.example.org")
                            .status());
        }
    }

    /// After a rotation both secrets work for the grace, and the key's page tells who still uses the old one (C3).
    @Test
    void rotate_givesAnotherSecret() throws IOException, InterruptedException {
        String old = console.newKey(organization, "\"name\":\"rotated\"")
                .path("secret")
                .stringValue("");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            choose(page, "rotated", "Rotate");
            dialog(page).locator("button.primary").click();
            String secret = page.locator("#revealed-secret").textContent();
            assertEquals(200, console.callGateway(secret).status());
            assertEquals(200, console.callGateway(old).status());
            dialog(page).getByText("I have saved it").click();
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
        String secret = console.newKey(organization, "\"name\":\"ending\"")
                .path("secret")
                .stringValue("");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            choose(page, "ending", "Revoke");
            dialog(page).getByText("Cancel").click();
            assertEquals(200, console.callGateway(secret).status());
            choose(page, "ending", "Revoke");
            dialog(page).locator("button.primary").click();
            assertThat(page.locator("tbody")).containsText("Revoked");
            assertEquals(401, console.callGateway(secret).status());

            choose(page, "ending", "Delete");
            assertThat(dialog(page)).containsText("cannot be undone");
            dialog(page).locator("button.primary").click();
            assertThat(page.locator("#list")).containsText("No keys yet");
        }
    }

    /// The list is searched as one types, filtered, sorted and paged by the server (S2.9, S3.9, S3.21).
    @Test
    void list_isSearchedSortedAndPaged() throws IOException, InterruptedException {
        for (int i = 0; i < 55; i++) {
            console.newKey(organization, "\"name\":\"key %02d\"".formatted(i));
        }
        console.newKey(organization, "\"name\":\"needle\"");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            assertThat(page.locator("tbody tr")).hasCount(50);
            page.getByText("Next").click();
            assertThat(page.locator("tbody tr")).hasCount(6);
            page.getByText("Previous").click();
            assertThat(page.locator("tbody tr")).hasCount(50);
            page.locator("thead").getByText("Name").click();
            assertThat(page.locator("tbody tr").first()).containsText("key 00");
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
        String id =
                console.newKey(organization, "\"name\":\"shared\"").path("id").stringValue("");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            assertThat(page.locator("tbody")).containsText("Active");
            page.getByLabel("Search").fill("sha");
            console.api().call("POST", "/organizations/" + organization.id() + "/keys/" + id + "/revoke", "");

            assertThat(page.locator("tbody")).containsText("Revoked");
            assertThat(page.getByLabel("Search")).hasValue("sha");
        }
    }

    /// A name that looks like markup is text everywhere it is shown (W02).
    @Test
    void names_areNeverMarkup() throws IOException, InterruptedException {
        console.newKey(organization, "\"name\":\"<img src=x onerror=alert(1)>\"");
        try (Visitor visitor = visit()) {
            Page page = visitor.page();
            assertThat(page.locator("tbody")).containsText("<img src=x onerror=alert(1)>");
            choose(page, "<img src=x onerror=alert(1)>", "Delete");
            assertThat(dialog(page)).containsText("<img src=x onerror=alert(1)>");
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
            console.signIn(visitor, path());
            assertThat(page.locator("h1")).hasText("API Keys");
        }
    }
}
