package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An agent's Deploy page, and what callers notice of it.
@ExtendWith({Chromium.class, ConsoleServer.class})
class DeployPageIT {
    private final Browser browser;
    private final Console console;
    private final Organization organization;

    DeployPageIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
    }

    /// A new agent is guarded without anybody's doing (S0.2); the drawer says so and shows the header (S0.5). What
    /// is saved only is pending and changes nothing for callers until it is deployed, for the first time too (S0.6,
    /// S0.3); going back to a revision puts the guard there again, for keys there were too (S0.4).
    @Test
    void settings_applyWhenTheyAreDeployed() throws IOException, InterruptedException {
        organization.environments("production");
        organization.agent("helper", console.echo());
        try (Visitor visitor = console.signedIn(browser, organization.page("/agents/helper/deploy"))) {
            Page page = visitor.page();
            assertThat(page.locator("#environments")).containsText("Nobody can call it here");
            visitor.press("Configure & Deploy to Production");
            assertThat(visitor.dialog()).containsText("Endpoint Authentication");
            Locator guard = visitor.field("Enable API key security");
            assertThat(guard).isChecked();
            assertThat(visitor.field("Header")).hasValue("X-API-Key");
            assertThat(visitor.field("Header")).not().isEditable();
            guard.uncheck();
            visitor.press("Save without deploying");
            assertThat(visitor.toast()).containsText("Pending, deploy to apply");
            assertThat(page.locator("#environments")).containsText("Pending, deploy to apply");
            assertThat(page.locator("#environments")).containsText("Nobody can call it here");
            assertThat(visitor.rows().first()).containsText("API key security On Off");
            visitor.press("Configure & Deploy to Production");
            guard.check();
            visitor.confirm();

            assertThat(page.locator("#environments")).containsText("Live, revision 1");
            String url = console.gateway() + "/" + organization.slug() + "/production/helper/";
            String key = organization.secretOf("caller");
            assertEquals(401, console.get(url).statusCode());
            assertEquals(200, console.callAgent(url, key));

            visitor.press("Configure & Deploy to Production");
            guard.uncheck();
            assertThat(visitor.dialog()).containsText("Everyone who reaches the gateway can call it");
            visitor.press("Save without deploying");
            assertThat(visitor.toast()).containsText("Pending, redeploy to apply");
            assertThat(page.locator("#environments")).containsText("Pending, redeploy to apply");
            assertThat(visitor.rows().first()).containsText("API key security On Off");
            assertEquals(401, console.get(url).statusCode());

            visitor.press("Configure & Deploy to Production");
            visitor.confirm();
            assertThat(page.locator("#environments")).containsText("Live, revision 2");
            assertThat(page.locator("#environments")).not().containsText("Pending");
            assertEquals(200, console.get(url).statusCode());

            visitor.press("Roll back production to revision 1");
            assertThat(visitor.dialog()).containsText("API key security Off On");
            visitor.confirm();
            assertThat(page.locator("#revisions")).containsText("back to 1");
            assertEquals(401, console.get(url).statusCode());
            assertEquals(200, console.callAgent(url, key));
            assertEquals(List.of(), visitor.complaints());
        }
    }

    /// Where there is no environment at all, deploying is blocked, and the pages say why (S0.8).
    @Test
    void withoutEnvironment_deployingIsBlocked() throws IOException, InterruptedException {
        organization.agent("helper", console.echo());
        try (Visitor visitor = console.signedIn(browser, organization.page("/agents/helper/deploy"))) {
            assertThat(visitor.page().locator("main"))
                    .containsText("has no environment to deploy to. Create one first.");
            assertThat(visitor.page().getByText("Configure & Deploy")).hasCount(0);
            visitor.follow("Credentials");
            assertThat(visitor.page().locator("main"))
                    .containsText("has no environment to deploy to. Create one first.");
            assertThat(visitor.page().locator("main button")).hasCount(0);
        }
    }

    /// What is not behind the gateway, or no API, has neither the switch nor credentials, and the API says why
    /// (S0.22).
    @Test
    void otherAgents_haveNoCredentials() throws IOException, InterruptedException {
        organization.environments("production");
        organization.call("POST", "/agents", """
                {"slug":"partner","name":"Partner","hosting":"external"}""");
        organization.call("POST", "/agents", """
                {"slug":"tools","name":"Tools","kind":"mcp","upstream":"%s"}""".formatted(console.echo()));
        for (String agent : List.of("partner", "tools")) {
            assertEquals("409 agent.without-key-security", organization.refused("POST", "/keys", """
                            {"name":"k","agent":"%s","environment":"production"}""".formatted(agent)));
        }
        try (Visitor visitor = console.signedIn(browser, organization.page("/agents/partner/deploy"))) {
            Page page = visitor.page();
            assertThat(page.locator("main")).containsText("not behind the gateway, so it is not deployed");
            assertThat(page.locator("main")).not().containsText("Credentials");
            page.navigate(organization.page("/agents/tools/deploy"));
            assertThat(page.locator("main")).not().containsText("Credentials");
            visitor.press("Configure & Deploy to Production");
            assertThat(visitor.dialog()).containsText("Only API agents have a switch");
            assertThat(visitor.dialog().getByText("Enable API key security")).hasCount(0);
        }
    }
}
