package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Asks for the permission that an operation [Needs], before its body is read. An organization that the actor does not
/// see is not there; in one that the actor sees, what may not be done is denied, and the permission named. Every
/// operation that changes something asks for it once more, in the transaction's own words.
public final class PermissionGate implements HandlerInterceptor {
    private static final String ORGANIZATION = PermissionGate.class.getName() + ".organization";

    private final References references;

    PermissionGate(References references) {
        this.references = references;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // What methods a path has, the framework answers by a handler of its own.
        if (handler instanceof HandlerMethod method && !HttpMethod.OPTIONS.matches(request.getMethod())) {
            speaking().ifPresent(actor -> require(actor, needs(method), request));
        }
        return true;
    }

    /// The organization that the path of a request names, once that was let in; empty when it names none.
    public static Optional<Organization> organization(HttpServletRequest request) {
        return Optional.ofNullable((Organization) request.getAttribute(ORGANIZATION));
    }

    /// Empty for what is open to all.
    private static Optional<Actor> speaking() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }

    private static Needs needs(HandlerMethod method) {
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs == null) {
            throw new IllegalStateException("an operation that does not say what it needs");
        }
        return needs;
    }

    private void require(Actor actor, Needs needs, HttpServletRequest request) {
        Optional<OrganizationId> organization = named(request)
                .map(reference -> references.organization(actor, reference))
                .map(found -> {
                    request.setAttribute(ORGANIZATION, found);
                    return found.id();
                });
        for (Permission permission : needs.value()) {
            organization.ifPresentOrElse(within -> actor.require(permission, within), () -> actor.require(permission));
        }
    }

    private static Optional<String> named(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? Optional.ofNullable(variables.get("org")).map(Object::toString)
                : Optional.empty();
    }
}
