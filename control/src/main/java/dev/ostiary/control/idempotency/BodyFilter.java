package dev.ostiary.control.idempotency;

import dev.ostiary.core.audit.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets the bodies of requests with an `Idempotency-Key` be read twice, since the body is a part of what such a request
/// is recognized by. Stands behind the check of credentials.
final class BodyFilter extends OncePerRequestFilter {
    private final int max;

    /// @param max the most bytes that the body of any operation may have
    BodyFilter(int max) {
        this.max = max;
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
        chain.doFilter(new RepeatableBody(request, max), response);
    }
}
