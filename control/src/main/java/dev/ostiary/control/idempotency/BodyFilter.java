package dev.ostiary.control.idempotency;

import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.problem.Refusal;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Reads the bodies of requests with an `Idempotency-Key` before they are handled, since the body is a part of what
/// such a request is recognized by. Stands behind the check of credentials: nobody else makes the server hold a
/// body.
final class BodyFilter extends OncePerRequestFilter {
    private final int max;
    private final ProblemWriter problems;

    /// @param max the most bytes that the body of any operation may have
    BodyFilter(int max, ProblemWriter problems) {
        this.max = max;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getHeader(IdempotentOperations.HEADER) == null
                || !isLetIn();
    }

    /// Not so where people sign in, which is open to all.
    private static boolean isLetIn() {
        Authentication speaker = SecurityContextHolder.getContext().getAuthentication();
        return speaker != null && speaker.getPrincipal() instanceof Actor;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(max + 1);
        if (body.length > max) {
            problems.answer(Refusal.of(ProblemCode.REQUEST_TOO_LARGE), request, response);
            return;
        }
        chain.doFilter(new RepeatableBody(request, body), response);
    }
}
