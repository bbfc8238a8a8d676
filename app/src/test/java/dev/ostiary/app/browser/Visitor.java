package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/// Somebody with a window of a size, nobody else's cookies, and an eye on what the browser complains of: scripts that
/// fail, what a content security policy forbids, and what the page itself reports as an error.
final class Visitor implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.setDefaultTimeout(10_000);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
    }

    /// At a desk.
    static Visitor wide(Browser browser) {
        return new Visitor(browser.newContext(window(1280, 800)));
    }

    /// A window of a size, with light colours.
    static Browser.NewContextOptions window(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(ColorScheme.LIGHT);
    }

    BrowserContext context() {
        return context;
    }

    Page page() {
        return page;
    }

    /// Lets pages read and write the clipboard, as a person does who is asked.
    void mayUseClipboard() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    /// Loses what the browser knows of being signed in.
    void forgetCookies() {
        context.clearCookies();
    }

    /// What the browser has complained of so far.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// The dialog that is open.
    Locator dialog() {
        return page.locator("dialog[open]");
    }

    /// The rows of the list.
    Locator rows() {
        return page.locator("tbody");
    }

    /// What stands in a column of the row of the list that has these words.
    Locator cell(String row, String column) {
        return rows().locator("tr")
                .filter(new Locator.FilterOptions().setHasText(row))
                .locator("td[data-label='" + column + "']");
    }

    /// What the page says happened.
    Locator toast() {
        return page.locator(".toast").last();
    }

    /// The field of exactly that label.
    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /// Presses the first button of exactly that name, once the page's scripts are there that hear it.
    void press(String name) {
        click(AriaRole.BUTTON, name);
    }

    /// Follows the first link of exactly that name.
    void follow(String name) {
        click(AriaRole.LINK, name);
    }

    private void click(AriaRole role, String name) {
        Locator wanted = page.getByRole(
                        role, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
        wanted.waitFor();
        awaitScripts();
        wanted.click();
    }

    /// Waits until the page's scripts hear what is done on it: what is seen may be there before.
    void awaitScripts() {
        page.evaluate("""
                () => document.readyState === 'complete'
                  || new Promise((done) => { addEventListener('load', () => done(true)); })""");
    }

    /// Does what the open dialog is about.
    void confirm() {
        dialog().locator("button.primary").click();
    }

    /// Chooses from the menu of a row.
    void choose(String row, String action) {
        page.getByLabel("Actions for " + row).click();
        page.locator(".menu:popover-open").getByText(action).click();
    }

    /// Presses a button that copies.
    ///
    /// @param id of what it copies
    /// @return what is in the clipboard then
    String copied(String id) {
        page.locator("[data-copy=" + id + "]").click();
        assertThat(page.locator("[data-copy=" + id + "]")).hasText("Copied");
        return clipboard();
    }

    String clipboard() {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }

    /// Everything that the page and its storage hold, and its address.
    String everything() {
        String kept = (String) page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)");
        return page.content() + page.url() + kept;
    }

    @Override
    public void close() {
        context.close();
    }
}
