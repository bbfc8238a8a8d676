package dev.ostiary.control.security;

import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.problem.Refusal;
import dev.ostiary.control.request.PageRequests;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.management.ManagementAuthenticator;
import dev.ostiary.core.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets a request in with exactly one management key, as a bearer token (RFC 6750, section 2.1). Whatever is wrong with
/// the key, the answer is the same; a store that cannot be asked is a fault of its own and never looks like a wrong
/// key.
final class BearerFilter extends OncePerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

    private final ManagementAuthenticator authenticator;
    private final ProblemWriter problems;
    private final RequestSources sources;
    private final RequestMatcher open;

    BearerFilter(
            ManagementAuthenticator authenticator,
            ProblemWriter problems,
            RequestSources sources,
            RequestMatcher open) {
        this.authenticator = authenticator;
        this.problems = problems;
        this.sources = sources;
        this.open = open;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return open.matches(request)
                || SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> credentials = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (credentials.size() > 1) {
            problems.answer(Refusal.of(ProblemCode.CREDENTIAL_AMBIGUOUS), request, response);
            return;
        }
        if (credentials.isEmpty()) {
            if (PageRequests.isForPage(request)) {
                response.sendRedirect(PageRequests.signIn(request));
            } else {
                problems.answer(Refusal.of(ProblemCode.CREDENTIAL_MISSING), request, response);
            }
            return;
        }
        Optional<Actor> actor = authenticate(credentials.getFirst());
        if (actor.isEmpty()) {
            problems.answer(Refusal.of(ProblemCode.CREDENTIAL_INVALID), request, response);
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ActorAuthentication(actor.get().from(sources.of(request)), Optional.empty()));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<Actor> authenticate(String header) {
        Matcher bearer = BEARER.matcher(header);
        return bearer.matches() ? authenticator.authenticate(bearer.group(1)) : Optional.empty();
    }
}
