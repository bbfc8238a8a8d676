package dev.ostiary.control.console;

import dev.ostiary.control.rest.PermissionGate;
import dev.ostiary.control.security.SignedIn;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.Page;
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

/// Puts the [Frame] around pages of the console. What opens from a page, or is a part of one, is told only what may be
/// done.
public final class FrameInterceptor implements HandlerInterceptor {
    /// More than anybody chooses from by hand.
    private static final int MOST_ORGANIZATIONS = 100;

    private final OrganizationStore organizations;
    private final LastOrganization last;

    FrameInterceptor(OrganizationStore organizations, LastOrganization last) {
        this.organizations = organizations;
        this.last = last;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null
                && handler instanceof HandlerMethod method
                && method.getBeanType().isAnnotationPresent(ConsolePage.class)) {
            boolean isPart = Optional.ofNullable(page.getViewName())
                    .filter(view -> view.contains("::"))
                    .isPresent();
            Optional<Organization> organization = PermissionGate.organization(request);
            page.addObject("frame", isPart ? partFrame(actor(), organization) : frame(actor(), organization, request));
            organization.filter(_ -> !isPart).ifPresent(shown -> last.note(shown, request, response));
        }
    }

    private static Actor actor() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Actor actor)) {
            throw new IllegalStateException("a page of the console is for who is signed in");
        }
        return actor;
    }

    private static Frame partFrame(Actor actor, Optional<Organization> organization) {
        return new Frame(
                actor.id(),
                actor.name(),
                "",
                organization,
                Choice.none(),
                permissions(actor, organization).orElseGet(() -> everywhere(actor)),
                List.of());
    }

    private Frame frame(Actor actor, Optional<Organization> organization, HttpServletRequest request) {
        Set<Permission> everywhere = everywhere(actor);
        Optional<Organization> around = organization.or(() -> last.find(actor, request));
        return new Frame(
                actor.id(),
                actor.name(),
                SignedIn.current().map(SignedIn::csrfToken).orElse(""),
                organization,
                choice(actor, around),
                permissions(actor, organization).orElse(everywhere),
                Navigation.of(
                        around, permissions(actor, around).orElse(Set.of()), everywhere, request.getRequestURI()));
    }

    private static Optional<Set<Permission>> permissions(Actor actor, Optional<Organization> organization) {
        return organization.map(in -> actor.grants().in(in.id()));
    }

    private static Set<Permission> everywhere(Actor actor) {
        return Arrays.stream(Permission.values())
                .filter(permission -> actor.grants().may(permission))
                .collect(Collectors.toSet());
    }

    private Choice choice(Actor actor, Optional<Organization> around) {
        return Choice.of(
                actor.grants().seesAll()
                        ? organizations.list(new PageRequest(MOST_ORGANIZATIONS, Optional.empty()))
                        : Page.of(
                                organizations.named(actor.grants().within().keySet()),
                                new PageRequest(MOST_ORGANIZATIONS, Optional.empty()),
                                found -> found.id().value()),
                around);
    }
}
