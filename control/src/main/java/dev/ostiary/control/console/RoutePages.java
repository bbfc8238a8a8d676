package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.rest.References;
import dev.ostiary.control.rest.RouteBody;
import dev.ostiary.control.wiring.Installation;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteSettings;
import dev.ostiary.core.route.RouteStore;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.time.DurationWords;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Routes: hosts and paths of one's own that lead to upstreams.
@ConsolePage
@RequestMapping("/org/{org}/routes")
final class RoutePages {
    private final RouteStore routes;
    private final References references;
    private final Installation installation;

    RoutePages(Store store, References references, Installation installation) {
        this.routes = store.routes();
        this.references = references;
        this.installation = installation;
    }

    @GetMapping
    @Needs(Permission.ROUTES_READ)
    String list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        Organization organization = references.organization(actor, org);
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        model.addAttribute("query", query);
        model.addAttribute("gatewayUrl", installation.gatewayUrl());
        model.addAttribute("routes", ListOf.of(routes.list(organization.id(), query.named()), RouteBody::of));
        return "console/routes";
    }

    @GetMapping("/new")
    @Needs(Permission.ROUTES_EDIT)
    String create() {
        return "console/route-dialogs :: create";
    }

    @GetMapping("/{route}/{dialog:edit|delete}")
    @Needs(Permission.ROUTES_EDIT)
    String dialog(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String route,
            @PathVariable String dialog,
            Model model) {
        Organization organization = references.organization(actor, org);
        Route found = routes.find(organization.id(), references.route(route)).orElseThrow(RefusedException::notFound);
        model.addAttribute("route", RouteBody.of(found));
        model.addAttribute("times", times(found.settings()));
        model.addAttribute("version", found.version().value());
        return "console/route-dialogs :: " + dialog;
    }

    /// The durations that it is set to, as the fields of its form take them.
    private static Map<String, String> times(RouteSettings settings) {
        return Map.of(
                "response", words(settings.timeouts().response()),
                "idle", words(settings.timeouts().idle()),
                "request", words(settings.timeouts().request()),
                "maxAge", words(settings.cors().map(CorsPolicy::maxAge)));
    }

    private static String words(Optional<Duration> time) {
        return time.map(DurationWords::of).orElse("");
    }
}
