package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Policies, Look up, and what the console says of handling keys.
@ExtendWith({Chromium.class, ConsoleServer.class})
class AccessPagesIT {
    private final Browser browser;
    private final Console console;
    private final Organization organization;

    AccessPagesIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
    }

    /// Who chooses that a key is optional is warned that unauthenticated requests pass, then and in the list
    /// (S1.15); and they do on the route that was made by hand, while a wrong key is refused (S1.14). Its times are
    /// written as people write them.
    @Test
    void optionalPolicy_warns() throws IOException, InterruptedException {
        String path = "/" + organization.slug();
        try (Visitor visitor = console.signedIn(browser, organization.page("/routes"))) {
            visitor.press("Create route");
            visitor.field("Name").fill(organization.slug());
            visitor.field("Hosts").fill("localhost");
            visitor.field("Path").fill(path);
            visitor.field("Leads to, one address a line").fill(console.echo());
            visitor.dialog().getByText("How long services get").click();
            visitor.field("Until an answer begins").fill("1 minute 30 seconds");
            visitor.confirm();
            visitor.press("Edit " + organization.slug());
            assertThat(visitor.field("Until an answer begins")).hasValue("1 minute 30 seconds");
            visitor.press("Cancel");

            visitor.page().navigate(organization.page("/policies"));
            visitor.press("Create policy");
            visitor.field("Name").fill("anyone");
            visitor.field("For").selectOption(new SelectOption().setLabel("Route " + organization.slug()));
            Locator warning = visitor.dialog().getByText("Unauthenticated requests pass.");
            assertThat(warning).isHidden();
            visitor.dialog().getByText("Optional").click();
            assertThat(warning).isVisible();
            visitor.confirm();

            assertThat(visitor.rows()).containsText("Optional");
            assertThat(visitor.rows()).containsText("nauthenticated requests");
            String url = console.gateway().toString().replace("127.0.0.1", "localhost") + path;
            assertEquals(200, console.get(url).statusCode());
            assertEquals(
                    401,
                    console.get(url, "Authorization", "Bearer sk_ost_wrong").statusCode());
        }
    }

    /// A key that leaked is found by a line that has it in it, by its last characters and by its hash (S4.12), and
    /// is replaced from there while the others stay.
    @Test
    void leakedKey_isFoundAndRotated() throws IOException, InterruptedException, GeneralSecurityException {
        String secret = organization.secretOf("leaked");
        String other = organization.secretOf("other");
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII)));
        try (Visitor visitor = console.signedIn(browser, organization.page("/look-up"))) {
            Page page = visitor.page();
            for (String found :
                    List.of(secret.substring(secret.length() - 4), hash, "export KEY=" + secret + "; run")) {
                page.reload();
                visitor.field("What was found").fill(found);
                visitor.press("Find the key");
                assertThat(page.locator("#identified-place li")).containsText("leaked");
            }
            visitor.follow("leaked");
            visitor.press("Rotate");
            page.getByLabel("The secret in use now works on").selectOption("PT0S");
            visitor.confirm();
            String next = page.locator("#revealed-secret").textContent();
            assertEquals(200, console.callGateway(next));
            assertEquals(401, console.callGateway(secret));
            assertEquals(200, console.callGateway(other));
        }
    }

    /// Whose request was refused reads why, by the number that stands in the refusal.
    @Test
    void refusal_isExplained() throws IOException, InterruptedException {
        organization.environments("production");
        organization.agent("helper", console.echo());
        String url = organization.deploy("helper", "production") + "/";
        JsonNode key = organization.key("\"name\":\"left behind\"");
        organization.call("POST", "/keys/" + key.path("id").stringValue("") + "/revoke", "");
        String request = console.get(url, "X-API-Key", key.path("secret").stringValue(""))
                .headers()
                .firstValue("X-Ostiary-Request-Id")
                .orElseThrow();
        try (Visitor visitor = console.signedIn(browser, organization.page("/look-up"))) {
            visitor.field("Request id").fill(request);
            Locator answer = visitor.page().locator("#denial-place");
            // The gateway writes it down a moment after it has answered.
            visitor.page().waitForCondition(() -> {
                visitor.press("Explain");
                return answer.locator("dl").count() > 0;
            });
            assertThat(answer).containsText("revoked");
            assertThat(answer).containsText("left behind");
        }
    }

    /// The page of keys says what their safety is worth (S1.4), what to do with them, what not to (S2.23), and to
    /// disable a suspected one first (S2.27).
    @Test
    void keysPage_saysHowToHandleKeys() {
        try (Visitor visitor = console.signedIn(browser, organization.page("/settings/api-keys"))) {
            Page page = visitor.page();
            assertThat(page.locator(".lead"))
                    .containsText("only as secure as the keys to them: store and rotate them safely");
            page.getByText("How to handle keys").click();
            assertThat(page.getByText("Keep secrets in environment variables")).isVisible();
            assertThat(page.getByText("Put a secret into source code")).isVisible();
            assertThat(page.getByText("Disable a key that you suspect first, delete it later."))
                    .isVisible();
        }
    }
}
