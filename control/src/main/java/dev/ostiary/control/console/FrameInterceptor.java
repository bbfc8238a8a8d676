package dev.ostiary.control.console;

import dev.ostiary.control.rest.PermissionGate;
import dev.ostiary.control.security.SignedIn;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/// Puts the [Frame] around pages of the console.
public final class FrameInterceptor implements HandlerInterceptor {
    /// More than anybody chooses from by hand.
    private static final int MOST_ORGANIZATIONS = 100;

    private final OrganizationStore organizations;

    FrameInterceptor(OrganizationStore organizations) {
        this.organizations = organizations;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null
                && handler instanceof HandlerMethod method
                && method.getBeanType().isAnnotationPresent(ConsolePage.class)) {
            page.addObject("frame", frame(request));
        }
    }

    private Frame frame(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Actor actor)) {
            throw new IllegalStateException("a page of the console is for who is signed in");
        }
        Optional<Organization> organization = PermissionGate.organization(request);
        Set<Permission> everywhere = everywhere(actor);
        Set<Permission> permissions =
                organization.map(in -> actor.grants().in(in.id())).orElse(everywhere);
        return new Frame(
                actor.id(),
                actor.name(),
                SignedIn.current().map(SignedIn::csrfToken).orElse(""),
                organization,
                reachable(actor),
                permissions,
                Navigation.of(organization, permissions, everywhere, request.getRequestURI()));
    }

    private static Set<Permission> everywhere(Actor actor) {
        return Arrays.stream(Permission.values())
                .filter(permission -> actor.grants().may(permission))
                .collect(Collectors.toSet());
    }

    private List<Organization> reachable(Actor actor) {
        return actor.grants().seesAll()
                ? organizations
                        .list(new PageRequest(MOST_ORGANIZATIONS, Optional.empty()))
                        .items()
                : actor.grants().within().keySet().stream()
                        .limit(MOST_ORGANIZATIONS)
                        .flatMap(id -> organizations.find(id).stream())
                        .sorted((one, other) -> one.name()
                                .value()
                                .compareToIgnoreCase(other.name().value()))
                        .toList();
    }
}
