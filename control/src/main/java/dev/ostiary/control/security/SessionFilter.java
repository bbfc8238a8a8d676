package dev.ostiary.control.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.problem.Refusal;
import dev.ostiary.control.request.PageRequests;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Proof;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.signin.Session;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets a request in by the cookie of a session. Session, account and roles are looked up each time, so what ends
/// one of them ends it for the next request (W06). A change must come from our own pages: neither another site's
/// form nor its script gets through (W01).
final class SessionFilter extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final SignInOperations signIn;
    private final HostCookie cookie;
    private final PublicAddress address;
    private final RequestSources sources;
    private final ProblemWriter problems;
    private final RequestMatcher open;

    SessionFilter(
            SignInOperations signIn,
            HostCookie cookie,
            PublicAddress address,
            RequestSources sources,
            ProblemWriter problems,
            RequestMatcher open) {
        this.signIn = signIn;
        this.cookie = cookie;
        this.address = address;
        this.sources = sources;
        this.problems = problems;
        this.open = open;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean hasKey = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        boolean isChange = !SAFE.contains(request.getMethod());
        if (isChange && !hasKey && address.isFromElsewhere(request)) {
            refuse(ProblemCode.REQUEST_CROSS_SITE, request, response);
            return;
        }
        Optional<String> token = open.matches(request) ? Optional.empty() : cookie.read(request);
        if (token.isEmpty()) {
            chain.doFilter(request, response);
        } else if (hasKey) {
            refuse(ProblemCode.CREDENTIAL_AMBIGUOUS, request, response);
        } else {
            letIn(token.get(), isChange, request, response, chain);
        }
    }

    private void letIn(
            String token, boolean isChange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Session> session = signIn.sessions().find(token);
        Optional<Actor> actor = session.flatMap(known -> signIn.people().find(known.account()));
        if (actor.isEmpty()) {
            cookie.clear(response);
            if (PageRequests.isForPage(request)) {
                response.sendRedirect(PageRequests.signIn(request));
            } else {
                refuse(ProblemCode.SESSION_ENDED, request, response);
            }
            return;
        }
        SignedIn signedIn = new SignedIn(session.orElseThrow(), SignedIn.csrfToken(token));
        if (isChange && !hasToken(request, signedIn)) {
            refuse(ProblemCode.REQUEST_CROSS_SITE, request, response);
            return;
        }
        Session shown = signedIn.session();
        Proof proof = new Proof.OfSession(shown.id(), shown.account());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                new ActorAuthentication(actor.get().by(proof).from(sources.of(request)), Optional.of(signedIn)));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static boolean hasToken(HttpServletRequest request, SignedIn signedIn) {
        String given = request.getHeader("X-CSRF-Token");
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(UTF_8), signedIn.csrfToken().getBytes(UTF_8));
    }

    private void refuse(ProblemCode code, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.answer(Refusal.of(code), request, response);
    }
}
