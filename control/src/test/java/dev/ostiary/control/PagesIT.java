package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pages a person sees.
class PagesIT extends ControlIT {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    /// What this is, where the gateway is, and what to do next; nothing in it runs.
    @Test
    void landing_tellsWhatToDoNext() {
        Answer page = api.anonymous().get("/").expect(200);

        assertTrue(page.header("Content-Type").startsWith("text/html"));
        for (String said : List.of(
                "http://gateway.test:8080",
                "./ostiary keys create --agent echo --environment development --name first",
                "X-API-Key",
                "./ostiary deploy my-agent --environment production",
                "href=\"/api/v1/docs\"",
                "href=\"/api/v1/openapi.json\"")) {
            assertTrue(page.body().contains(said), said);
        }
        assertFalse(page.body().contains("<script>"));
        assertFalse(page.body().contains("style="));
        assertFalse(page.body().contains("th:"));
    }

    /// A page may load from us alone, run no script that stands in it, and be framed by nobody (W02, W07).
    @Test
    void pages_areProtected() {
        for (String path : List.of("/", "/sign-in", "/setup", "/invitation", "/api/v1/docs")) {
            Answer page = api.anonymous().get(path).expect(200);
            String policy = page.header("Content-Security-Policy");

            assertTrue(policy.contains("default-src 'none'"), policy);
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertFalse(policy.contains("http"), policy);
            assertEquals("nosniff", page.header("X-Content-Type-Options"));
            assertEquals("no-referrer", page.header("Referrer-Policy"));
            assertEquals("DENY", page.header("X-Frame-Options"));
        }
    }

    /// Everything that a page links to is here, and of the right type.
    @Test
    void links_leadSomewhereHere() {
        Map<String, String> types =
                Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml", "json", "application/json");
        for (String path : List.of("/", "/sign-in", "/setup", "/invitation", "/api/v1/docs")) {
            String page = api.anonymous().get(path).body();
            List<String> links =
                    LINK.matcher(page).results().map(match -> match.group(1)).toList();
            assertFalse(links.isEmpty());
            for (String link : links) {
                assertTrue(link.startsWith("/"), link);
                Answer linked = api.anonymous().get(link).expect(200);
                String type = types.getOrDefault(link.substring(link.lastIndexOf('.') + 1), "text/html");
                assertTrue(linked.header("Content-Type").startsWith(type), link + linked.header("Content-Type"));
                assertEquals("nosniff", linked.header("X-Content-Type-Options"));
            }
        }
    }

    /// A browser asks again and need not load again.
    @Test
    void assets_areCheckedAgain() {
        Answer asset = api.anonymous().get("/assets/ostiary.css").expect(200);

        assertEquals("no-cache", asset.header("Cache-Control"));
        ApiClient anonymous = api.anonymous();
        assertEquals(
                304,
                anonymous
                        .send(anonymous
                                .request("/assets/ostiary.css")
                                .header("If-Modified-Since", asset.header("Last-Modified")))
                        .status());
    }

    /// Nothing but the assets is served from the class path.
    @Test
    void otherFiles_areNotServed() {
        for (String path : List.of(
                "/assets/application.properties",
                "/assets/landing.html",
                "/assets/index.html",
                "/assets/",
                "/assets",
                "/assets/swagger-initializer.js")) {
            assertTrue(List.of(401, 404).contains(api.anonymous().get(path).status()), path);
        }
    }
}
