package dev.ostiary.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The browser that other tests rely on is a real one, and its complaints are heard.
@ExtendWith(Chromium.class)
class ChromiumIT {
    @Test
    void visitor_seesThePageAndHearsComplaints(Browser browser) {
        try (Visitor visitor = new Visitor(browser.newContext(Visitor.window(375, 667)))) {
            visitor.page().setContent("<p>hello</p><script>console.error('mind the gap')</script>");

            assertThat(visitor.page().locator("p")).hasText("hello");
            assertEquals(375, visitor.page().evaluate("innerWidth"));
            assertEquals(List.of("mind the gap"), visitor.complaints());
        }
    }
}
