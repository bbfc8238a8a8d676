package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// What there is to see of the console: every page that its navigation leads to, those that only other pages lead to,
/// and what opens from them.
final class Views {
    /// Something to see.
    ///
    /// @param name of its picture
    /// @param way what is done on the page
    record View(String name, String path, Consumer<Visitor> way) {
        static View page(String name, String path) {
            return new View(name, path, _ -> {});
        }

        /// What a button of the page opens.
        static View opened(String name, String path, String button) {
            return new View(name, path, visitor -> open(visitor, button));
        }
    }

    private Views() {}

    /// Those that there are without being signed in.
    static List<View> outside() {
        return List.of(
                View.page("sign-in", "/sign-in"),
                View.page("setup-done", "/setup?token=none"),
                View.page("invitation", "/invitation?token=none"));
    }

    /// All others, of an organization that has everything; those in the navigation last, when what was called is
    /// counted.
    ///
    /// @param page any page of it
    /// @param empty an organization that has nothing
    /// @param key the identifier of one of its keys
    static List<View> inside(Page page, Organization acme, Organization empty, String key) {
        List<View> views = new ArrayList<>(pages(acme, empty, key));
        views.addAll(dialogs(acme, key));
        page.locator("#navigation a")
                .all()
                .forEach(link -> views.add(View.page(
                        link.textContent().toLowerCase(Locale.ROOT).replace(' ', '-'), link.getAttribute("href"))));
        return views;
    }

    private static List<View> pages(Organization acme, Organization empty, String key) {
        return List.of(
                View.page("key", acme.page("/settings/api-keys/" + key)),
                View.page("general-keys", acme.page("/settings/api-keys/general")),
                View.page("keys-not-found", acme.page("/settings/api-keys?search=nothing")),
                View.page("agents-not-found", acme.page("/agents?search=nothing")),
                View.page("agent", acme.page("/agents/support")),
                View.page("deploy", acme.page("/agents/support/deploy")),
                View.page("test", acme.page("/agents/support/test")),
                View.page("credentials", acme.page("/agents/support/credentials?environment=production")),
                View.page("credentials-empty", acme.page("/agents/summaries/credentials?environment=production")),
                View.page("failure", acme.page("/agents/nothing-such")),
                View.page("usage-routes", acme.page("/usage/routes")),
                View.page("usage-keys", acme.page("/usage/keys")),
                View.page("home-empty", empty.page("")),
                View.page("usage-empty", empty.page("/usage")),
                View.page("agents-empty", empty.page("/agents")),
                View.page("profile", "/me"),
                View.page("organizations", "/organizations"),
                View.page("design", "/design"));
    }

    private static List<View> dialogs(Organization acme, String key) {
        String keys = acme.page("/settings/api-keys");
        return List.of(
                View.opened("key-create", keys, "Create API key"),
                View.opened("key-edit", keys + "/" + key, "Edit"),
                View.opened("key-rotate", keys + "/" + key, "Rotate"),
                View.opened("key-delete", keys + "/" + key, "Delete"),
                View.opened("general-key-create", keys + "/general", "New API Key"),
                View.opened("agent-create", acme.page("/agents"), "Create agent"),
                View.opened(
                        "deploy-configure", acme.page("/agents/support/deploy"), "Configure & Deploy to Production"),
                View.opened("policy-create", acme.page("/policies"), "Create policy"),
                View.opened("route-create", acme.page("/routes"), "Create route"),
                View.opened("member-invite", acme.page("/members"), "Invite a person"),
                View.opened("audit-verify", acme.page("/audit"), "Verify"),
                new View("key-made", keys, Views::makeKey),
                new View("test-answer", acme.page("/agents/support/test"), Views::say));
    }

    private static void open(Visitor visitor, String button) {
        visitor.press(button);
        assertThat(visitor.dialog()).isVisible();
    }

    private static void makeKey(Visitor visitor) {
        open(visitor, "Create API key");
        visitor.field("Name").fill("Partner portal");
        visitor.confirm();
        assertThat(visitor.page().locator("#revealed-secret")).isVisible();
    }

    private static void say(Visitor visitor) {
        visitor.page().getByText("How messages are sent").click();
        visitor.page().locator("#chat-path").fill("/messages");
        visitor.page().getByText("How messages are sent").click();
        visitor.field("Message").fill("Where is my order 4711?");
        visitor.press("Send");
        assertThat(visitor.page().locator("#answer-status")).hasText("200");
        assertThat(visitor.page().locator("#answer-note")).containsText("Ended");
    }
}
