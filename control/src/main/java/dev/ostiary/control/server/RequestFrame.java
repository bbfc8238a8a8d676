package dev.ostiary.control.server;

import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.request.PageRequests;
import dev.ostiary.control.request.ProtectiveHeaders;
import dev.ostiary.control.request.RequestIds;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerMapping;

/// Around everything else: gives the request its identifier and the answer its protective headers, answers for what was
/// thrown past everybody, and writes the line of the access log whatever happened. The line holds the pattern of the
/// path and not the path, which a caller may have put a key into.
final class RequestFrame implements Filter {
    private static final Logger accessLog = LoggerFactory.getLogger("dev.ostiary.control.access");

    /// Others are not repeated in the log: a method can be any word.
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /// In which a body must have come: who has shown a credential must not be able to come back to it later.
    private static final Duration BODY_TIME = Duration.ofSeconds(30);

    private final RequestIds requestIds;
    private final ProblemWriter problems;

    RequestFrame(RequestIds requestIds, ProblemWriter problems) {
        this.requestIds = requestIds;
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        doFilter((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        long started = System.nanoTime();
        response.setHeader(RequestIds.HEADER, requestIds.of(request));
        headersFor(request.getRequestURI()).forEach(response::setHeader);
        try {
            chain.doFilter(new TimedBody(request, BODY_TIME, System::nanoTime), response);
        } catch (ServletException wrapped) {
            Throwable cause = wrapped.getRootCause();
            problems.answer(cause == null ? wrapped : cause, request, response);
        } catch (RuntimeException | IOException failure) {
            problems.answer(failure, request, response);
        } finally {
            log(request, response, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private static Map<String, String> headersFor(String path) {
        if (path.equals("/api/v1/docs")) {
            return ProtectiveHeaders.forApiBrowser();
        }
        if (path.startsWith("/assets/")) {
            return ProtectiveHeaders.forAssets();
        }
        return PageRequests.isPath(path) ? ProtectiveHeaders.forPages() : ProtectiveHeaders.forData();
    }

    private void log(HttpServletRequest request, HttpServletResponse response, Duration took) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        accessLog
                .atInfo()
                .addKeyValue("requestId", requestIds.of(request))
                .addKeyValue("method", METHODS.contains(request.getMethod()) ? request.getMethod() : "other")
                .addKeyValue("route", pattern == null ? "none" : pattern)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("millis", took.toMillis())
                .log("request");
    }
}
