package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Forms that cannot be sent when somebody has filled them in: nothing typed is lost, and it is said what to do.
@ExtendWith({Chromium.class, ConsoleServer.class})
class BrokenFormsIT {
    private final Browser browser;
    private final Console console;
    private final Organization organization;
    private final String path;

    BrokenFormsIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
        this.path = organization.page("/settings/api-keys");
    }

    private int keys() throws IOException, InterruptedException {
        return organization.call("GET", "/keys", "").path("items").size();
    }

    /// A session that ends in the midst of a form: it is said, and when the person has signed in anew in another
    /// window the form goes through as it is.
    @Test
    void endedSession_keepsTheForm() throws IOException, InterruptedException {
        try (Visitor visitor = console.signedIn(browser, path)) {
            visitor.press("Create API key");
            visitor.field("Name").fill("typed with care");
            visitor.forgetCookies();
            visitor.confirm();
            assertThat(visitor.dialog()).containsText("Your session has ended");
            assertThat(visitor.field("Name")).hasValue("typed with care");
            assertEquals(0, keys());

            console.signIn(new Visitor(visitor.context()), path, Console.EMAIL);
            visitor.confirm();
            assertThat(visitor.dialog()).containsText("shown this once");
            assertEquals(1, keys());
        }
    }

    /// A server that cannot be reached is said to be that, and the form can be sent again, as what it was.
    @Test
    void unreachableServer_isSaid() throws IOException, InterruptedException {
        String key = organization.key("\"name\":\"stays\"").path("id").stringValue("");
        try (Visitor visitor = console.signedIn(browser, path + "/" + key)) {
            visitor.press("Delete");
            visitor.page().route("**/api/v1/**", Route::abort);
            visitor.dialog().locator("button.danger").click();
            assertThat(visitor.dialog()).containsText("The server could not be reached");
            assertThat(visitor.dialog().locator("button.danger")).hasText("Delete");
            assertEquals(1, keys());

            visitor.page().unroute("**/api/v1/**");
            visitor.dialog().locator("button.danger").click();
            assertThat(visitor.toast()).containsText("deleted");
            assertEquals(0, keys());
        }
    }
}
