package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What pages of others, and people who are not in any more, try at the console from a browser.
@ExtendWith({Chromium.class, ConsoleServer.class})
class HostilePagesIT {
    /// Of the same site as the console for a browser, which then sends its cookies, and of another origin.
    private static final String ELSEWHERE = "http://127.0.0.1:9/";

    private final Browser browser;
    private final Console console;
    private final Organization organization;

    HostilePagesIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
    }

    private static void showElsewhere(Page page, String html) {
        page.route(
                ELSEWHERE,
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("<!doctype html>" + html)));
        page.navigate(ELSEWHERE);
    }

    private int keys() throws IOException, InterruptedException {
        return organization.call("GET", "/keys", "").path("items").size();
    }

    /// A page elsewhere cannot make a key, by a form or by a script, though the browser sends the cookies; nor does
    /// a page of the console without its token, and reading changes nothing (W01, W07).
    @Test
    void pageElsewhere_changesNothing() throws IOException, InterruptedException {
        String api = console.url("/api/v1/organizations/" + organization.id() + "/keys");
        try (Visitor visitor = console.signedIn(browser, organization.page(""))) {
            Page page = visitor.page();
            Object withoutToken = page.evaluate("""
                    async (url) => (await fetch(url, { method: 'POST', body: '{"name":"x"}',
                      headers: { 'Content-Type': 'application/json' } })).status""", api);
            assertEquals(403, withoutToken);

            showElsewhere(page, """
                    <form method=post enctype="text/plain" action="%s"><input name='{"name":"x' value='"}'>
                    <button>Go</button></form>""".formatted(api));
            Response formed = page.waitForResponse(api, () -> visitor.press("Go"));
            assertEquals(403, formed.status());

            page.navigate(ELSEWHERE);
            Object scripted = page.evaluate("""
                    (url) => fetch(url, { method: 'POST', body: '{"name":"x"}', credentials: 'include', mode: 'no-cors' })
                      .then((answer) => answer.type, () => 'refused')""", api);
            assertTrue(List.of("opaque", "refused").contains(scripted), scripted::toString);
            Object read = page.evaluate(
                    "(url) => fetch(url, { credentials: 'include' }).then(() => 'read', () => 'refused')", api);
            assertEquals("refused", read);
            assertEquals(0, keys());
        }
    }

    /// No page may have the console in a frame (W07).
    @Test
    void frameElsewhere_staysEmpty() {
        try (Visitor visitor = console.signedIn(browser, organization.page(""))) {
            Page page = visitor.page();
            showElsewhere(page, "<iframe src=\"" + console.url(organization.page("")) + "\"></iframe>");
            page.waitForCondition(
                    () -> page.frames().getLast().url().startsWith("chrome-error:"),
                    new Page.WaitForConditionOptions().setTimeout(5_000));
        }
    }

    /// Names that look like markup are text on every page that has them (W02).
    @Test
    void names_areNeverMarkup() throws IOException, InterruptedException {
        String name = "<img src=x onerror=alert(1)>";
        organization.environments("production");
        organization.call("POST", "/environments", "{\"slug\":\"odd\",\"name\":\"" + name + "\"}");
        organization.call("POST", "/projects", "{\"slug\":\"odd\",\"name\":\"" + name + "\"}");
        organization.call("POST", "/agents", """
                {"slug":"odd","name":"%s","project":"odd","upstream":"%s"}""".formatted(name, console.echo()));
        organization.deploy("odd", "odd");
        organization.key("\"name\":\"" + name + "\",\"description\":\"" + name + "\"");
        try (Visitor visitor = console.signedIn(browser, organization.page(""))) {
            for (String each : List.of(
                    "/agents",
                    "/agents/odd",
                    "/agents/odd/deploy",
                    "/environments",
                    "/projects",
                    "/settings/api-keys",
                    "/audit")) {
                visitor.page().navigate(organization.page(each));
                assertThat(visitor.page().locator("main")).containsText(name);
                assertThat(visitor.page().locator("img[src=x]")).hasCount(0);
            }
            assertEquals(List.of(), visitor.complaints());
        }
    }

    /// Who has signed out is out, with the cookies of before too (W06); what the browser kept of the page is not
    /// shown.
    @Test
    void signedOut_isOut() {
        String path = organization.page("/settings/api-keys");
        try (Visitor visitor = console.signIn(Visitor.wide(browser), path, Console.EMAIL)) {
            Page page = visitor.page();
            String before = visitor.context().storageState();
            visitor.press("Sign out");
            page.waitForURL("**/sign-in**");
            try (Visitor thief =
                    new Visitor(browser.newContext(Visitor.window(1280, 800).setStorageState(before)))) {
                thief.page().navigate(console.url(path));
                assertThat(thief.page().locator("h1")).hasText("Sign in");
            }
            page.goBack();
            assertThat(page.locator("h1")).hasText("Sign in");
        }
    }

    /// Pages say that nothing inline runs, that they are in no frame and in no cache, and a way back leads to no
    /// other host (W02, W05, W07).
    @Test
    void pages_sayHowTheyAreKept() {
        try (Visitor visitor = console.signedIn(browser, organization.page(""))) {
            Map<String, String> headers = visitor.page()
                    .navigate(organization.page("/settings/api-keys"))
                    .headers();
            String policy = headers.getOrDefault("content-security-policy", "");
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertTrue(headers.getOrDefault("cache-control", "").contains("no-store"), headers::toString);
        }
        try (Visitor visitor = Visitor.wide(browser)) {
            Page page = visitor.page();
            page.navigate(console.url("/sign-in?next=//elsewhere.example/"));
            visitor.field("Email address").fill(Console.EMAIL);
            visitor.field("Password").fill(Console.PASSWORD);
            visitor.press("Sign in");
            page.waitForURL("**/org/**");
            assertTrue(page.url().startsWith(console.url("/org/")), page.url());
        }
    }
}
