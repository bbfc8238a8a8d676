package dev.ostiary.control.security;

import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.request.RequestIds;
import dev.ostiary.core.audit.AuditSource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/// Tells from where a request comes, for the audit trail.
public final class RequestSources {
    private final PublicAddress address;
    private final RequestIds requestIds;

    public RequestSources(PublicAddress address, RequestIds requestIds) {
        this.address = address;
        this.requestIds = requestIds;
    }

    /// The place that a request comes from.
    public AuditSource of(HttpServletRequest request) {
        return new AuditSource(
                address.client(request),
                requestIds.of(request),
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse(""));
    }
}
