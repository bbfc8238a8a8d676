package dev.ostiary.control.console;

import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// The organization whose pages were shown last in a browser, which remembers it beyond signing out. It is a wish and
/// no right: who may not see the organization any more, or is somebody else, begins elsewhere.
public final class LastOrganization {
    private static final String NAME = "ostiary-organization";
    private static final Duration LIFE = Duration.ofDays(90);

    private final OrganizationStore organizations;
    private final PublicAddress address;

    LastOrganization(OrganizationStore organizations, PublicAddress address) {
        this.organizations = organizations;
        this.address = address;
    }

    /// The one that is remembered, when the actor sees it.
    public Optional<Organization> find(Actor actor, HttpServletRequest request) {
        return remembered(request)
                .flatMap(OrganizationId::parse)
                .filter(id -> actor.grants().sees(id))
                .flatMap(organizations::find);
    }

    /// Remembers one.
    void note(Organization shown, HttpServletRequest request, HttpServletResponse response) {
        if (remembered(request).filter(shown.id().value()::equals).isEmpty()) {
            ResponseCookie cookie = ResponseCookie.from(NAME, shown.id().value())
                    .httpOnly(true)
                    .secure(address.isSecure())
                    .sameSite("Lax")
                    .path("/")
                    .maxAge(LIFE)
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    private static Optional<String> remembered(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(Cookie::getValue);
    }
}
