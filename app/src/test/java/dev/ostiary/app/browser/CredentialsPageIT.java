package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An agent's Credentials, from the first deployment to the last call.
@ExtendWith({Chromium.class, ConsoleServer.class})
class CredentialsPageIT {
    private final Browser browser;
    private final Console console;
    private final Organization organization;

    CredentialsPageIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
    }

    private static void create(Visitor visitor, String name) {
        visitor.press("Create API Key");
        visitor.field("Display name").fill(name);
        visitor.confirm();
    }

    /// Before the agent is deployed there is nothing to make a key for, and the page says so (S0.7, S0.8). Then a
    /// key is made with a name and a day to come (S0.9), shown once (S0.10) with the call that it opens, which
    /// works as it was copied (S0.12), and never again (S0.11); it is looked for in its header only (S0.13).
    @Test
    void key_isMadeOnceTheAgentIsDeployed() throws IOException, InterruptedException {
        organization.environments("production");
        organization.agent("helper", console.echo());
        try (Visitor visitor = console.signedIn(browser, organization.page("/agents/helper"))) {
            Page page = visitor.page();
            visitor.mayUseClipboard();
            visitor.follow("Credentials");
            assertThat(page.locator("nav[aria-label=Agent] h2")).hasText("Security");
            assertThat(page.locator("#credentials")).containsText("Agent is not deployed");
            assertThat(page.getByText("Create API Key")).hasCount(0);
            visitor.follow("Go to Deploy");
            visitor.press("Configure & Deploy to Production");
            visitor.confirm();
            assertThat(page.locator("#environments")).containsText("Live, revision 1");
            visitor.follow("Credentials");
            String url = console.gateway() + "/" + organization.slug() + "/production/helper/";

            visitor.press("Create API Key");
            Locator create = visitor.dialog().locator("button.primary");
            assertThat(create).isDisabled();
            visitor.field("Display name").fill("checkout");
            assertThat(create).isEnabled();
            visitor.field("Expiry date").fill("2020-01-01");
            assertThat(create).isDisabled();
            visitor.field("Expiry date").fill("2099-12-31");
            Response answer = page.waitForResponse("**/keys", create::click);
            assertEquals("no-store", answer.headerValue("cache-control"));

            assertThat(visitor.dialog()).containsText("You will only see this key once");
            String key = visitor.copied("revealed-secret");
            assertEquals(page.locator("#revealed-secret").textContent(), key);
            String curl = visitor.copied("revealed-curl");
            assertTrue(curl.startsWith("curl -X POST " + url + " -H \"X-API-Key: " + key), curl);
            assertEquals("200", Console.paste(curl));
            visitor.press("I have saved it");
            assertHidden(visitor, key);
            page.reload();
            assertHidden(visitor, key);
            visitor.follow("Overview");
            page.goBack();
            assertHidden(visitor, key);

            assertEquals(200, console.get(url, "x-api-key", key).statusCode());
            assertEquals(401, console.get(url, "Authorization", "Bearer " + key).statusCode());
            assertEquals(401, console.get(url + "?X-API-Key=" + key).statusCode());
            assertEquals(List.of(), visitor.complaints());
        }
    }

    private void assertHidden(Visitor visitor, String key) throws IOException, InterruptedException {
        assertThat(visitor.rows()).containsText("checkout");
        assertThat(visitor.rows()).containsText("Active");
        assertThat(visitor.rows()).containsText(key.substring(key.length() - 4));
        assertFalse(visitor.everything().contains(key));
        assertFalse(organization.call("GET", "/keys", "").toString().contains(key));
    }

    /// An end that has passed is refused by the API too (S0.9).
    @Test
    void pastDate_isRefusedByTheApi() throws IOException, InterruptedException {
        assertEquals("400 request.invalid", organization.refused("POST", "/keys", """
                {"name":"late","expiresAt":"2020-01-01T00:00:00Z"}"""));
    }

    /// Revoking asks first; then the next call is refused (S0.14, S0.15), a replacement works, and the other keys
    /// were not touched (S0.16).
    @Test
    void revoked_isRefusedAtTheNextCall() throws IOException, InterruptedException {
        organization.environments("production");
        organization.agent("helper", console.echo());
        String url = organization.deploy("helper", "production") + "/";
        String other = organization.secretOf("other");
        try (Visitor visitor = console.signedIn(browser, organization.page("/agents/helper/credentials"))) {
            visitor.mayUseClipboard();
            create(visitor, "worker");
            String key = visitor.copied("revealed-secret");
            visitor.press("I have saved it");
            visitor.press("Revoke worker");
            visitor.press("Cancel");
            assertEquals(200, console.callAgent(url, key));
            visitor.press("Revoke worker");
            visitor.confirm();
            assertThat(visitor.rows()).containsText("Revoked");
            assertEquals(401, console.callAgent(url, key));

            create(visitor, "worker 2");
            assertEquals(200, console.callAgent(url, visitor.copied("revealed-secret")));
            assertEquals(200, console.callAgent(url, other));
        }
    }

    /// A key without an end can be made where the organization allows it, and is offered nowhere else.
    @Test
    void never_isOfferedWhereItIsAllowed() throws IOException, InterruptedException {
        organization.environments("production");
        organization.agent("helper", console.echo());
        organization.deploy("helper", "production");
        String page = organization.page("/agents/helper/credentials");
        try (Visitor visitor = console.signedIn(browser, page)) {
            visitor.press("Create API Key");
            visitor.field("Display name").fill("for good");
            visitor.dialog().getByText("It never expires").click();
            assertThat(visitor.field("Expiry date")).isHidden();
            visitor.confirm();
            visitor.press("I have saved it");
            assertThat(visitor.rows()).containsText("Never expires");

            organization.call("PUT", "/key-policy", "{\"mayNeverExpire\":false}");
            visitor.page().reload();
            visitor.press("Create API Key");
            assertThat(visitor.field("Expiry date")).isVisible();
            assertThat(visitor.dialog().getByText("It never expires")).hasCount(0);
        }
    }

    /// With its security off, the page says how to have keys, and offers none (S0.23).
    @Test
    void securityOff_saysSo() throws IOException, InterruptedException {
        organization.environments("production");
        organization.agent("open", console.echo());
        organization.deployOpen("open", "production");
        try (Visitor visitor = console.signedIn(browser, organization.page("/agents/open/credentials"))) {
            assertThat(visitor.page().locator("#credentials")).containsText("API key security is disabled");
            assertThat(visitor.page().locator("#credentials"))
                    .containsText("enable it from Deployment settings and redeploy");
            assertThat(visitor.page().getByText("Create API Key")).hasCount(0);
            visitor.follow("Deployment settings");
            assertThat(visitor.page().locator("h1")).hasText("Deploy");
        }
    }
}
