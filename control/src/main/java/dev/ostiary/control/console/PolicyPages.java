package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.rest.PolicyBody;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.PolicyStore;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteStore;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Policies: who may pass a route. The mode in which a wrong key counts as none is not offered here.
@ConsolePage
@RequestMapping("/org/{org}/policies")
final class PolicyPages {
    private final PolicyStore policies;
    private final RouteStore routes;
    private final References references;

    PolicyPages(Store store, References references) {
        this.policies = store.policies();
        this.routes = store.routes();
        this.references = references;
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
        Page<Policy> found = policies.list(organization.id(), query.page());
        model.addAttribute("query", query);
        model.addAttribute("policies", ListOf.of(found, PolicyBody::of));
        model.addAttribute("routes", routeNames(organization));
        model.addAttribute(
                "locations",
                found.items().stream()
                        .collect(Collectors.toMap(policy -> policy.id().value(), policy -> lines(policy.settings()))));
        return "console/policies";
    }

    @GetMapping("/new")
    @Needs(Permission.ROUTES_EDIT)
    String create(@AuthenticationPrincipal Actor actor, @PathVariable String org, Model model) {
        model.addAttribute("routes", routeNames(references.organization(actor, org)));
        model.addAttribute("locations", lines(PolicySettings.DEFAULT));
        return "console/policy-dialogs :: create";
    }

    @GetMapping("/{policy}/{dialog:edit|delete}")
    @Needs(Permission.ROUTES_EDIT)
    String dialog(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String policy,
            @PathVariable String dialog,
            Model model) {
        Organization organization = references.organization(actor, org);
        Policy found =
                policies.find(organization.id(), references.policy(policy)).orElseThrow(RefusedException::notFound);
        model.addAttribute("policy", PolicyBody.of(found));
        model.addAttribute("locations", lines(found.settings()));
        model.addAttribute("version", found.version().value());
        return "console/policy-dialogs :: " + dialog;
    }

    private static List<String> lines(PolicySettings settings) {
        return settings.locations().stream().map(Location::toString).toList();
    }

    private Map<String, String> routeNames(Organization organization) {
        return routes.list(organization.id(), PageRequest.largest()).items().stream()
                .collect(Collectors.toMap(
                        route -> route.id().value(),
                        (Route route) -> route.name().value()));
    }
}
