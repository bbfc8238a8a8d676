package dev.ostiary.control.request;

import java.util.Map;

/// The headers that keep a browser from doing what it was not asked to with our answers.
public final class ProtectiveHeaders {
    private static final String SHUT = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final String DATA_POLICY = "default-src 'none'; " + SHUT;

    /// Scripts of our own that talk to us alone, styles and pictures of our own.
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " + SHUT;

    /// A script that works for several pages obeys the policy that it came with: it loads and talks to us alone.
    private static final String ASSET_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; " + SHUT;

    /// The same as for pages, and pictures from data URLs, from which Swagger UI draws its icons.
    private static final String BROWSER_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; " + SHUT;

    private ProtectiveHeaders() {}

    /// For answers that are no pages: nothing in them may ever run or be kept.
    public static Map<String, String> forData() {
        return headers(DATA_POLICY, "no-store");
    }

    /// For pages.
    public static Map<String, String> forPages() {
        return headers(PAGE_POLICY, "no-store");
    }

    /// For the page to browse the API with.
    public static Map<String, String> forApiBrowser() {
        return headers(BROWSER_POLICY, "no-store");
    }

    /// For style sheets, scripts and pictures, which a browser asks for again but need not load again.
    public static Map<String, String> forAssets() {
        return headers(ASSET_POLICY, "no-cache");
    }

    private static Map<String, String> headers(String contentPolicy, String caching) {
        return Map.of(
                "Content-Security-Policy", contentPolicy,
                "Cache-Control", caching,
                "X-Content-Type-Options", "nosniff",
                "X-Frame-Options", "DENY",
                "Referrer-Policy", "no-referrer",
                "Cross-Origin-Opener-Policy", "same-origin",
                "Cross-Origin-Resource-Policy", "same-origin");
    }
}
