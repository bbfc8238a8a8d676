package dev.ostiary.control.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/// Tells requests of people, who look at pages, from those of programs, and of the scripts on those pages.
public final class PageRequests {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> FOR_PROGRAMS = Set.of("/healthz", "/readyz", "/metrics");

    private PageRequests() {}

    /// Whether a browser is to show the answer as a page of its own.
    public static boolean isForPage(HttpServletRequest request) {
        String accept =
                Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse("");
        return READING.contains(request.getMethod())
                && request.getHeader("HX-Request") == null
                && accept.contains("text/html")
                && isPath(request.getRequestURI());
    }

    /// Whether there are pages at that path, rather than data.
    public static boolean isPath(String path) {
        return !path.startsWith("/api/") && !path.startsWith("/assets/") && !FOR_PROGRAMS.contains(path);
    }

    /// Where to sign in and come back from.
    public static String signIn(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI() + (query == null ? "" : "?" + query);
        return path.equals("/") ? "/sign-in" : "/sign-in?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
