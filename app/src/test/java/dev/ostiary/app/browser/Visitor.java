package dev.ostiary.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/// Somebody with a window of a size, nobody else's cookies, and an eye on what the browser complains of: scripts that
/// fail, what a content security policy forbids, and what the page itself reports as an error.
final class Visitor implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Visitor(BrowserContext context) {
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
        return of(browser, 1280, 800, ColorScheme.LIGHT);
    }

    /// With a telephone.
    static Visitor narrow(Browser browser) {
        return of(browser, 375, 667, ColorScheme.LIGHT);
    }

    static Visitor of(Browser browser, int width, int height, ColorScheme colors) {
        return new Visitor(browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(colors)));
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

    @Override
    public void close() {
        context.close();
    }
}
