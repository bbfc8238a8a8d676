package dev.ostiary.control.server;

import dev.ostiary.control.request.PublicAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Tells browsers that come by https never to come otherwise (RFC 6797), for a year.
final class StrictTransport extends OncePerRequestFilter {
    private final boolean isSecure;

    StrictTransport(PublicAddress address) {
        this.isSecure = address.isSecure();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isSecure) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        chain.doFilter(request, response);
    }
}
