package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.ostiary.app.process.ControlApi;
import dev.ostiary.app.process.Distribution;
import dev.ostiary.app.process.RunningServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The web widget in a real browser, on a page that forbids everything but the gateway: with the public id only, it
/// chats on the site that the key allows and is refused elsewhere (S2.24).
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Chromium.class)
class WidgetIT {
    private static final String ALLOWED = "localhost";
    private static final String NOT_ALLOWED = "127.0.0.1";
    private static final String REFUSED_BY_BROWSER = "Failed to load resource";

    private RunningServer server;
    private ControlApi api;
    private Site site;
    private ControlApi.Key key;
    private Visitor visitor;
    private Page page;
    private final List<Request> messages = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = new Distribution(folder).up(folder.resolve("data"));
        api = new ControlApi(folder.resolve("data"));
        site = Site.start(server.gateway());
        key = api.issue(api.nextName(), ",\"domains\":[\"" + ALLOWED + "\"]");
        api.call(
                "POST",
                "/organizations/default/agents",
                "{\"slug\":\"slow\",\"name\":\"Slow\",\"upstream\":\"" + site.at("127.0.0.1") + "\"}");
        api.call("POST", "/organizations/default/agents/slow/deployments", "{\"environment\":\"production\"}");
    }

    @AfterAll
    void stop() {
        site.close();
        api.close();
        server.close();
    }

    @BeforeEach
    void visit(Browser browser) {
        visitor = Visitor.wide(browser);
        page = visitor.page();
        messages.clear();
        page.onRequest(request -> {
            if (request.method().equals("POST")) {
                messages.add(request);
            }
        });
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    private void open(String host, String agent, String publicId) {
        site.show("<script src=\"" + server.gateway() + "/v1/widget.js\" data-key=\"" + publicId + "\" data-agent=\""
                + agent + "\" data-title=\"Help <i>desk</i>\" async></script>");
        page.navigate(site.at(host).toString());
    }

    private void openChat(String host, String agent) {
        open(host, agent, key.publicId());
        button("Open chat: Help <i>desk</i>").click();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator log() {
        return page.getByRole(AriaRole.LOG);
    }

    private void say(String message) {
        page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill(message);
        page.keyboard().press("Enter");
    }

    /// What is said is shown as text, the conversation goes on, and the browser has nothing to complain of.
    @Test
    void allowedSite_chats() {
        openChat(ALLOWED, "echo");

        say("hello <img src=x> there");
        assertThat(log().getByText("You said: hello <img src=x> there")).isVisible();
        say("again");
        assertThat(log().getByText("You said: again")).isVisible();

        assertEquals(
                "{\"message\":\"hello <img src=x> there\"}", messages.getFirst().postData());
        assertTrue(messages.getLast().postData().startsWith("{\"message\":\"again\",\"conversation\":\"echo-"));
        assertEquals("Bearer " + key.publicId(), messages.getLast().allHeaders().get("authorization"));
        assertEquals(List.of(), visitor.complaints());
    }

    @Test
    void otherSite_isRefused() {
        openChat(NOT_ALLOWED, "echo");

        say("hello");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This chat is not allowed on this site.");
        assertThat(log()).not().containsText("You said");
    }

    /// A secret is never sent, and whoever put it there is told.
    @Test
    void secretInThePage_isNotSent() {
        open(ALLOWED, "echo", key.secret());
        page.waitForCondition(() -> !visitor.complaints().isEmpty());

        assertTrue(visitor.complaints().getFirst().startsWith("ostiary: data-key holds a secret"));
        assertThat(page.locator("ostiary-chat")).hasCount(0);
        assertEquals(List.of(), messages);
    }

    /// A streamed answer is shown as it comes, and can be stopped.
    @Test
    void stream_isShownAsItComes() {
        openChat(ALLOWED, "slow");

        say("tell me");
        site.nextWord();
        assertThat(log().getByText("Help <i>desk</i>: One", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        site.nextWord();
        assertThat(log().getByText("One two")).isVisible();
        assertThat(button("Stop the answer")).isVisible();
        site.nextWord();
        site.nextWord();
        assertThat(log().getByText("Three.")).isVisible();
        assertThat(log()).not().containsText("One");
        assertThat(button("Send")).isVisible();

        say("once more");
        button("Stop the answer").click();
        assertThat(button("Send")).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        for (int word = 0; word < 4; word++) {
            site.nextWord();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, This chat has no valid key any more.",
        "402, This chat has used up its credits.",
        "403, This chat may not be used from here.",
        "429, Too many messages at once. Please wait 30 seconds.",
        "500, There is no answer just now."
    })
    void refusal_isSaidClearly(String status, String words) {
        openChat(ALLOWED, "slow");

        say(status);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(words);
        assertTrue(visitor.complaints().stream().allMatch(complaint -> complaint.startsWith(REFUSED_BY_BROWSER)));
        button("Try again").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(words);
        assertEquals(2, messages.size());
    }

    /// With the keyboard alone, and no wider than a telephone.
    @Test
    void keyboardAndTelephone_areEnough() {
        page.setViewportSize(375, 667);
        open(ALLOWED, "echo", key.publicId());
        assertThat(button("Open chat: Help <i>desk</i>")).isVisible();

        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.keyboard().type("hello");
        page.keyboard().press("Enter");
        assertThat(log().getByText("You said: hello")).isVisible();
        assertEquals(375.0, page.getByRole(AriaRole.DIALOG).boundingBox().width);
        assertEquals(375, page.evaluate("document.documentElement.scrollWidth"));
        page.keyboard().press("Escape");
        assertThat(button("Open chat: Help <i>desk</i>")).isFocused();
    }
}
