package dev.ostiary.app.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every page, and what opens from it: axe finds nothing serious (WCAG 2.2 AA), its colours are told apart in the light
/// and in the dark, nothing reaches over the side of a telephone, and the browser has nothing to complain of. With
/// `-Dostiary.screenshots=FOLDER` there is a picture of each there then, wide and narrow, light and dark.
@ExtendWith({Chromium.class, ConsoleServer.class})
class EveryPageIT {
    private static final int WIDE = 1280;
    private static final int NARROW = 375;
    private static final Optional<Path> PICTURES =
            Optional.ofNullable(System.getProperty("ostiary.screenshots")).map(Path::of);
    private static final String SERIOUS = """
            async (rules) => (await axe.run(document.querySelector('dialog[open]') ?? document, { resultTypes: ['violations'], runOnly: rules, preload: false })).violations
              .filter(({ impact }) => ['serious', 'critical'].includes(impact))
              .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)""";
    private static final String SILENT_HINTS = """
            () => [...document.querySelectorAll('.field .hint, fieldset > .hint')]
              .filter(({ id }) => !id || !document.querySelector(`[aria-describedby~="${id}"]`))
              .map(({ textContent }) => `is not heard: ${textContent}`)""";
    private static final List<String> EVERYTHING =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final List<String> CONTRAST = List.of("color-contrast");

    private final Browser browser;
    private final Console console;
    private final Organization organization;
    private final List<String> found = new ArrayList<>();

    EveryPageIT(Browser browser, Console console, Organization organization) {
        this.browser = browser;
        this.console = console;
        this.organization = organization;
    }

    @Test
    void everyPage_isFitToBeUsed() throws IOException, InterruptedException {
        Acme acme = Acme.furnish(console);
        String axe = axe();
        try (Visitor visitor = console.signedIn(browser, acme.organization().page(""), window())) {
            for (Views.View view : Views.inside(visitor.page(), acme.organization(), organization, acme.key())) {
                look(visitor, view, axe);
            }
        }
        try (Visitor visitor = new Visitor(browser.newContext(window().setBaseURL(console.url("/"))))) {
            for (Views.View view : Views.outside()) {
                look(visitor, view, axe);
            }
        }
        assertEquals(List.of(), found);
    }

    private static Browser.NewContextOptions window() {
        return Visitor.window(WIDE, 800).setReducedMotion(ReducedMotion.REDUCE);
    }

    private static String axe() throws IOException {
        try (InputStream script = ClassLoader.getSystemResourceAsStream("axe.min.js")) {
            if (script == null) {
                throw new AssertionError("axe.min.js is not there");
            }
            return new String(script.readAllBytes(), UTF_8);
        }
    }

    private void look(Visitor visitor, Views.View view, String axe) {
        Page page = visitor.page();
        page.setViewportSize(WIDE, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.navigate(view.path());
        view.way().accept(visitor);
        page.evaluate(axe);
        note(view, page, EVERYTHING);
        ((List<?>) page.evaluate(SILENT_HINTS)).forEach(each -> found.add(view.name() + ": " + each));
        picture(view, page, "wide-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        note(view, page, CONTRAST);
        picture(view, page, "wide-dark");
        page.setViewportSize(NARROW, 800);
        Object width = page.evaluate("document.documentElement.scrollWidth");
        if (!width.equals(NARROW)) {
            found.add(view.name() + " is as wide as " + width);
        }
        picture(view, page, "narrow-dark");
        if (PICTURES.isPresent()) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            picture(view, page, "narrow-light");
        }
        visitor.complaints().stream()
                .filter(complaint -> !complaint.contains("404"))
                .forEach(complaint -> found.add(view.name() + ": " + complaint));
    }

    private void note(Views.View view, Page page, List<String> rules) {
        List<?> serious = (List<?>) page.evaluate(SERIOUS, rules);
        serious.forEach(each -> found.add(view.name() + ": " + each));
    }

    private static void picture(Views.View view, Page page, String kind) {
        PICTURES.ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(view.name() + "-" + kind + ".png"))
                .setFullPage(page.locator("dialog[open]").count() == 0)));
    }
}
