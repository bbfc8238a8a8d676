package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.ostiary.app.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An agent's Test page: calls with a key that nobody has to make.
@ExtendWith({Chromium.class, ConsoleServer.class})
class TryingPageIT {
    private final Browser browser;
    private final Console console;
    private final Organization organization;
    private final List<Response> issued = new ArrayList<>();

    TryingPageIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
    }

    private Visitor visit(String agent) {
        Visitor visitor = console.signedIn(browser, organization.page("/agents/" + agent + "/test"));
        visitor.page().onResponse(response -> {
            if (response.url().endsWith("/test-key")) {
                issued.add(response);
            }
        });
        return visitor;
    }

    private static String secretIn(Response answer) {
        return Json.parse(answer.text()).orElseThrow().path("secret").stringValue("");
    }

    private static void say(Visitor visitor, String message) {
        visitor.field("Message").fill(message);
        visitor.press("Send");
    }

    private static void assertAnswered(Visitor visitor, String message) {
        assertThat(visitor.page().locator("#answer-status")).hasText("200");
        assertThat(visitor.page().locator("#messages .message").last()).containsText(message);
    }

    /// Without a key of one's own, a message gets its answer (S0.17). What went out is shown with its key hidden,
    /// and copied as a command it works. In another environment another key is sent, good there and nowhere else
    /// (S0.18); it is renewed before it ends (S0.19), and neither Credentials nor the list of keys knows of any,
    /// nor can a key be given a name of theirs (S0.20).
    @Test
    void guardedAgent_answersWithATestKey() throws IOException, InterruptedException {
        organization.environments("production", "staging", "unused");
        organization.agent("helper", console.echo());
        String production = organization.deploy("helper", "production") + "/";
        String staging = organization.deploy("helper", "staging") + "/";
        try (Visitor visitor = visit("helper")) {
            Page page = visitor.page();
            page.clock().install();
            visitor.mayUseClipboard();
            page.getByLabel("Environment").selectOption("production");
            say(visitor, "good morning");
            assertAnswered(visitor, "good morning");
            assertThat(page.locator("#sent")).containsText("X-API-Key: tk_ost_••••••••");
            visitor.press("Copy as curl");
            assertThat(page.locator("#copy-curl")).hasText("Copied");
            String key = secretIn(issued.getFirst());
            assertTrue(visitor.clipboard().contains(key), "the command is whole");
            assertEquals("200", Console.paste(visitor.clipboard()));
            assertFalse(page.content().contains(key));

            page.getByLabel("Environment").selectOption("staging");
            say(visitor, "and there");
            assertAnswered(visitor, "and there");
            String other = secretIn(issued.getLast());
            assertEquals(200, console.callAgent(staging, other));
            assertEquals(401, console.callAgent(production, other));
            assertEquals(401, console.callAgent(staging, key));

            page.clock().setFixedTime(Date.from(Instant.now().plus(Duration.ofMinutes(8))));
            say(visitor, "still there");
            assertAnswered(visitor, "still there");
            assertEquals(3, issued.size());

            page.getByLabel("Environment").selectOption("unused");
            assertThat(page.locator("#test-undeployed")).isVisible();
            assertThat(page.locator("#test-bench")).isHidden();
            visitor.follow("Credentials");
            page.getByLabel("Environment").selectOption("staging");
            assertThat(page.locator("#credentials")).containsText("No API keys");
            assertEquals(0, organization.call("GET", "/keys", "").path("items").size());
            assertEquals(List.of(), visitor.complaints());
            visitor.press("Create API Key");
            visitor.field("Display name").fill("ostiary-test-key Ada Lovelace");
            visitor.confirm();
            assertThat(visitor.dialog().locator(".wrong"))
                    .containsText("those that begin with ostiary-test-key are for");
        }
    }

    /// Where everyone may call, no key is made and none is sent (S0.21).
    @Test
    void openAgent_isCalledWithoutAKey() throws IOException, InterruptedException {
        organization.environments("production");
        organization.agent("open", console.echo());
        organization.deployOpen("open", "production");
        try (Visitor visitor = visit("open")) {
            visitor.press("Raw request");
            visitor.press("Send");
            assertThat(visitor.page().locator("#answer-status")).hasText("200");
            assertThat(visitor.page().locator("#sent")).not().containsText("X-API-Key");
            assertThat(visitor.page().locator("#answer-body")).not().containsText("x-api-key");
            assertEquals(List.of(), issued);
        }
    }

    /// A streamed answer is shown as it arrives, and can be stopped.
    @Test
    void stream_isShownAsItArrives() throws IOException, InterruptedException {
        organization.environments("production");
        try (Site site = Site.start(console.gateway())) {
            organization.agent("slow", site.at("127.0.0.1").toString());
            organization.deploy("slow", "production");
            try (Visitor visitor = visit("slow")) {
                Page page = visitor.page();
                page.getByText("How messages are sent").click();
                page.locator("#chat-path").fill("/messages");
                say(visitor, "tell me");
                site.nextWord();
                assertThat(page.locator("#messages .message").last()).hasText("One");
                site.nextWord();
                assertThat(page.locator("#messages .message").last()).containsText("two");
                assertThat(page.locator("#chat-form [data-stop]")).isVisible();
                page.locator("#chat-form [data-stop]").click();
                assertThat(page.locator("#answer-note")).containsText("Stopped.");
                assertThat(page.locator("#messages .message").last()).containsText("two");
                assertThat(page.locator("#test-failure")).isHidden();
                site.nextWord();
                site.nextWord();
            }
        }
    }
}
