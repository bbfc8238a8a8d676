package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Several people at the console, and the trail of what they did.
@ExtendWith({Chromium.class, ConsoleServer.class})
class ColleaguesIT {
    /// Of a browser to one server, over HTTP/1.1.
    private static final int CONNECTIONS = 6;

    private final Browser browser;
    private final Console console;
    private final Organization organization;

    ColleaguesIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
    }

    /// Somebody is invited by a link, comes in by it as what they were invited as, may do more from the click on
    /// after their role was changed, is told in plain words when it was lowered, and offered no more, and may do
    /// nothing from the click on after they were removed (W06).
    @Test
    void member_isInvitedPromotedAndRemoved() {
        String email = organization.slug() + "@example.com";
        try (Visitor owner = console.signedIn(browser, organization.page("/members"))) {
            owner.mayUseClipboard();
            owner.press("Invite a person");
            owner.field("Email address").fill(email);
            owner.confirm();
            String link = owner.copied("revealed-link");
            owner.press("Done");
            assertThat(owner.page().locator("#invitations")).containsText(email);

            try (Visitor guest = Visitor.wide(browser)) {
                Page page = guest.page();
                page.navigate(link);
                guest.field("Name").fill("Zoe");
                guest.field("Password").fill(Console.PASSWORD);
                guest.press("Make the account");
                page.waitForURL("**/org/" + organization.id());
                guest.follow("API Keys");
                assertThat(page.locator("h1")).hasText("API Keys");
                assertThat(page.getByText("Create API key")).hasCount(0);

                assertThat(owner.rows().first()).containsText("Viewer");
                owner.press("Change role of Zoe");
                owner.dialog().getByText("Developer").click();
                owner.confirm();
                assertThat(owner.rows().first()).containsText("Developer");
                page.reload();
                guest.press("Create API key");
                guest.field("Name").fill("of Zoe");

                owner.press("Change role of Zoe");
                owner.dialog().locator("input[value=viewer]").check();
                owner.confirm();
                assertThat(owner.rows().first()).containsText("Viewer");
                guest.confirm();
                assertThat(guest.dialog()).containsText("Your role does not allow that any more");
                assertThat(page.locator("#head button")).hasCount(0);

                owner.press("Remove Zoe");
                owner.confirm();
                assertThat(owner.page().locator("#list")).containsText("No members yet");
                assertEquals(
                        404, page.waitForResponse("**/keys", guest::confirm).status());
                assertEquals(404, page.reload().status());
            }
        }
    }

    /// What a colleague does shows by itself, and what one is typing meanwhile stays: in a search, and in a dialog.
    /// So it is on more pages than a browser has connections to one server.
    @Test
    void colleague_isSeenWhileTyping() throws IOException, InterruptedException {
        organization.key("\"name\":\"shared\"");
        String path = organization.page("/settings/api-keys");
        try (Visitor one = console.signedIn(browser, path);
                Visitor other = console.signedIn(browser, path)) {
            one.field("Search").fill("sha");
            one.press("Create API key");
            one.field("Name").fill("half a na");
            List<Page> more = Stream.generate(() -> one.context().newPage())
                    .limit(CONNECTIONS)
                    .toList();
            more.forEach(page -> page.navigate(one.page().url()));
            other.choose("shared", "Revoke");
            other.confirm();
            assertThat(other.rows()).containsText("Revoked");

            more.forEach(page -> assertThat(page.locator("tbody")).containsText("Revoked"));
            assertThat(one.rows()).containsText("Revoked");
            assertThat(one.field("Name")).hasValue("half a na");
            assertThat(one.field("Name")).isFocused();
            one.press("Cancel");
            assertThat(one.field("Search")).hasValue("sha");
        }
    }

    /// The trail is searched as one types, and what is found is exported; a name that a spreadsheet would calculate
    /// is text there (W03). An event shows what it changed.
    @Test
    void audit_isSearchedAndExported() throws IOException, InterruptedException {
        organization.key("\"name\":\"=HYPERLINK(1)\"");
        organization.key("\"name\":\"checkout\"");
        try (Visitor visitor = console.signedIn(browser, organization.page("/audit"))) {
            Page page = visitor.page();
            assertThat(visitor.rows()).containsText("checkout");
            visitor.field("Search").fill("HYPERLINK");
            assertThat(visitor.rows().locator("tr")).hasCount(1);
            assertThat(visitor.rows()).containsText("key.issued");
            Download export = page.waitForDownload(() -> page.getByText("CSV").click());
            String csv = Files.readString(export.path());
            assertTrue(csv.contains("'=HYPERLINK(1)"), csv);
            assertTrue(!csv.contains("checkout"), csv);
            page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(visitor.dialog()).containsText("key.issued");
            visitor.press("Close");
            visitor.press("Verify");
            assertThat(visitor.dialog()).containsText("events");
            assertEquals(List.of(), visitor.complaints());
        }
    }

    /// What just happened is said where the last row's buttons can be reached all the same, on a telephone too, and
    /// for as long as somebody is at it.
    @Test
    void toast_isInNobodysWay() throws IOException, InterruptedException {
        for (int i = 1; i <= 3; i++) {
            organization.key("\"name\":\"key " + i + "\"");
        }
        String keys = organization.page("/settings/api-keys?sort=name");
        try (Visitor visitor = console.signedIn(browser, keys, Visitor.window(375, 667))) {
            Page page = visitor.page();
            visitor.awaitScripts();
            page.clock().install();
            page.getByLabel("key 3 enabled").click();
            assertThat(visitor.toast()).containsText("is switched off");
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
            assertEquals("How to handle keys", page.evaluate("""
                    () => {
                      const last = [...document.querySelectorAll('main summary, main button')].pop().getBoundingClientRect();
                      return document.elementFromPoint(last.x + 20, last.y + last.height / 2).textContent;
                    }"""));

            visitor.toast().hover();
            page.clock().fastForward(10_000);
            assertThat(visitor.toast()).isVisible();
            page.mouse().move(0, 0);
            page.clock().fastForward(3_000);
            assertThat(page.locator(".toast")).hasCount(0);
        }
    }

    /// Agents are searched as one types, and sorted, by the server; what was typed is in the address.
    @Test
    void agents_areSearchedAndSorted() throws IOException, InterruptedException {
        for (String agent : List.of("billing-helper", "support")) {
            organization.call("POST", "/agents", "{\"slug\":\"" + agent + "\",\"name\":\"Robot " + agent + "\"}");
        }
        try (Visitor visitor = console.signedIn(browser, organization.page("/agents"))) {
            Page page = visitor.page();
            assertThat(visitor.rows().locator("tr").first()).containsText("support");
            page.locator("thead").getByText("Name").click();
            assertThat(visitor.rows().locator("tr").first()).containsText("billing");
            visitor.awaitScripts();
            visitor.field("Search").fill("robot supp");
            assertThat(visitor.rows().locator("tr")).hasCount(1);
            assertThat(visitor.rows()).containsText("Robot support");
            assertTrue(page.url().contains("search=robot"), page.url());
            visitor.field("Search").fill("nothing");
            assertThat(page.locator("#list")).containsText("No agent is called that");
            visitor.field("Search").fill("");
            assertThat(visitor.rows().locator("tr")).hasCount(2);
            assertEquals(List.of(), visitor.complaints());
        }
    }

    /// A key is made, and its secret copied, without a mouse.
    @Test
    void keyboard_isEnough() throws IOException, InterruptedException {
        try (Visitor visitor = console.signedIn(browser, organization.page("/settings/api-keys"))) {
            Page page = visitor.page();
            visitor.mayUseClipboard();
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("#main")).isFocused();
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(visitor.field("Name")).isFocused();
            page.keyboard().type("by keyboard");
            page.keyboard().press("Enter");
            assertThat(page.locator("#dialog-title")).isFocused();
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-copy=revealed-secret]")).hasText("Copied");
            assertEquals(200, console.callGateway(visitor.clipboard()));
            page.keyboard().press("Escape");
            assertThat(visitor.rows()).containsText("by keyboard");
            assertThat(visitor.dialog()).hasCount(0);
        }
    }
}
