package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// API Keys → General Key: what providers gave, kept under a name.
@ExtendWith({Chromium.class, ConsoleServer.class})
class GeneralKeyTabIT {
    private static final String VALUE = "prov-0123456789abcdef-xyz";
    private static final String OTHER = "next-0123456789abcdef-uvw";

    private final Browser browser;
    private final Console console;
    private final Organization organization;

    GeneralKeyTabIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
    }

    private static void type(Visitor visitor, String name, String value) {
        visitor.press("New API Key");
        visitor.field("Key Name").fill(name);
        visitor.field("Key Value").fill(value);
    }

    /// From the tab (S3.1), Cancel discards and Save stores (S3.2, S3.5); of the value the first and last three
    /// characters are seen, and no end (S3.4, S3.8), nor does anything offer to show it (W08); a name that exists
    /// is refused at its field (S3.6).
    @Test
    void key_isStoredAndShownMasked() {
        try (Visitor visitor = console.signedIn(browser, organization.page("/settings/api-keys"))) {
            Page page = visitor.page();
            visitor.follow("General Key");
            assertThat(page.locator(".tabs [aria-current]")).hasText("General Key");
            type(visitor, "DISCARDED", VALUE);
            visitor.press("Cancel");
            type(visitor, "MY_API", VALUE);
            visitor.confirm();
            assertThat(visitor.rows().locator("tr")).hasCount(1);
            assertThat(visitor.rows()).containsText("MY_API");
            assertThat(visitor.rows().locator("code")).hasText("pro••••••••xyz");
            assertThat(page.locator("thead")).not().containsText("Expire");
            assertThat(page.getByText("Reveal")).hasCount(0);

            type(visitor, "MY_API", OTHER);
            assertEquals(
                    409,
                    page.waitForResponse("**/provider-keys", visitor::confirm).status());
            assertThat(visitor.dialog().locator(".field").first().locator(".wrong"))
                    .isVisible();
            assertThat(visitor.field("Key Value")).hasValue(OTHER);
            visitor.press("Cancel");
            assertFalse(visitor.everything().contains(VALUE));
        }
    }

    /// Edit takes another name and another value, leaves what is left empty, and never takes the mask for a value
    /// (S3.7).
    @Test
    void edit_replacesWhatIsTyped() throws IOException, InterruptedException {
        store("MY_API");
        try (Visitor visitor = console.signedIn(browser, organization.page("/settings/api-keys/general"))) {
            visitor.press("Edit MY_API");
            assertThat(visitor.field("New Key Value")).hasValue("");
            visitor.field("Key Name").fill("OUR_API");
            visitor.confirm();
            assertThat(visitor.rows()).containsText("OUR_API");
            assertThat(visitor.rows()).containsText("pro••••••••xyz");

            visitor.press("Edit OUR_API");
            visitor.field("New Key Value").fill("pro••••••••xyz");
            visitor.confirm();
            assertThat(visitor.dialog().locator(".wrong")).isVisible();
            visitor.field("New Key Value").fill(OTHER);
            visitor.press("Cancel");
            assertThat(visitor.rows()).containsText("pro••••••••xyz");

            visitor.press("Edit OUR_API");
            visitor.field("New Key Value").fill(OTHER);
            visitor.confirm();
            assertThat(visitor.rows()).containsText("nex••••••••uvw");
        }
    }

    /// Search finds by name as one types (S3.9); the trash asks first, Cancel keeps, and Delete says that nothing
    /// brings it back (S3.10, S3.11).
    @Test
    void keys_areFoundAndDeleted() throws IOException, InterruptedException {
        store("MY_API");
        store("OTHER");
        try (Visitor visitor = console.signedIn(browser, organization.page("/settings/api-keys/general"))) {
            assertThat(visitor.rows().locator("tr")).hasCount(2);
            visitor.field("Search").fill("my_");
            assertThat(visitor.rows().locator("tr")).hasCount(1);
            visitor.press("Delete MY_API");
            assertThat(visitor.dialog()).containsText("cannot be recovered");
            visitor.press("Cancel");
            assertThat(visitor.rows()).containsText("MY_API");
            visitor.press("Delete MY_API");
            visitor.confirm();
            assertThat(visitor.page().locator("#list")).containsText("No key has that in its name");
            visitor.field("Search").fill("");
            assertThat(visitor.rows()).containsText("OTHER");
            assertEquals(List.of(), visitor.complaints());
        }
    }

    /// A key that something uses goes only when that was read (S3.11). What uses keys is not in this program: that
    /// refusal alone is made up here.
    @Test
    void usedKey_warnsFirst() throws IOException, InterruptedException {
        store("MY_API");
        try (Visitor visitor = console.signedIn(browser, organization.page("/settings/api-keys/general"))) {
            visitor.page()
                    .route(
                            url -> url.matches(".*/provider-keys/\\w+"),
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setStatus(409)
                                    .setContentType("application/problem+json")
                                    .setBody("""
                            {"status":409,"code":"vault.in-use","detail":"Something uses the key.",
                             "errors":[{"field":"key","remedy":"provider openai: choose another key"}]}""")));
            visitor.press("Delete MY_API");
            visitor.confirm();
            assertThat(visitor.dialog()).containsText("provider openai. It stops working there at once.");
            assertThat(visitor.rows()).containsText("MY_API");
            assertThat(visitor.dialog().locator("button.primary")).hasText("Delete anyway");
            visitor.confirm();
            assertThat(visitor.page().locator("#list")).containsText("No general keys yet");
        }
    }

    private void store(String name) throws IOException, InterruptedException {
        organization.call("POST", "/provider-keys", "{\"name\":\"" + name + "\",\"value\":\"" + VALUE + "\"}");
    }
}
