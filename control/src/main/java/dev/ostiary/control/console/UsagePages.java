package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.References;
import dev.ostiary.control.rest.TrafficReads;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.traffic.TrafficOrder;
import dev.ostiary.core.traffic.TrafficRange;
import dev.ostiary.core.traffic.TrafficSubject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Usage: how many requests came over time, what became of them and how long answers took, by agent, route and key.
@ConsolePage
@RequestMapping("/org/{org}/usage")
final class UsagePages {
    private static final PageRequest SOME = new PageRequest(10, Optional.empty());
    private static final List<Choice> RANGES = List.of(
            new Choice(TrafficRange.HOUR, "Hour"),
            new Choice(TrafficRange.DAY, "24 hours"),
            new Choice(TrafficRange.WEEK, "7 days"),
            new Choice(TrafficRange.MONTH, "30 days"),
            new Choice(TrafficRange.QUARTER, "90 days"));

    /// Those that keys are counted by.
    private static final List<Choice> BY_HOURS = RANGES.subList(1, RANGES.size());

    private final TrafficReads traffic;
    private final References references;

    UsagePages(TrafficReads traffic, References references) {
        this.traffic = traffic;
        this.references = references;
    }

    /// A range to choose.
    record Choice(TrafficRange range, String label) {}

    @GetMapping
    @Needs(Permission.ORGANIZATION_READ)
    String overview(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam(required = false) Optional<String> range,
            @RequestParam(required = false) Optional<String> route,
            Model model) {
        Organization organization = references.organization(actor, org);
        TrafficRange asked = range(range);
        Optional<String> only = route.filter(name -> !name.isBlank());
        model.addAttribute("range", asked);
        model.addAttribute("ranges", RANGES);
        model.addAttribute("route", only.orElse(""));
        model.addAttribute(
                "chart",
                TrafficChart.of(traffic.history(organization.id(), only.map(TrafficSubject.Route::new), asked)));
        if (only.isEmpty()) {
            model.addAttribute("routes", traffic.routes(organization.id(), TrafficOrder.REQUESTS, asked, SOME));
            if (asked != TrafficRange.HOUR && actor.grants().may(Permission.KEYS_READ, organization.id())) {
                model.addAttribute("keys", traffic.keys(organization.id(), TrafficOrder.REQUESTS, asked, SOME));
            }
        }
        return "console/usage";
    }

    @GetMapping("/routes")
    @Needs(Permission.ORGANIZATION_READ)
    String routes(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        Organization organization = references.organization(actor, org);
        PageQuery query = ranked(model, request, given, RANGES);
        model.addAttribute(
                "routes", traffic.routes(organization.id(), order(query), range(query, RANGES), query.page()));
        return "console/usage-list";
    }

    @GetMapping("/keys")
    @Needs(Permission.KEYS_READ)
    String keys(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        Organization organization = references.organization(actor, org);
        PageQuery query = ranked(model, request, given, BY_HOURS);
        model.addAttribute("keys", traffic.keys(organization.id(), order(query), range(query, BY_HOURS), query.page()));
        return "console/usage-list";
    }

    private static PageQuery ranked(
            Model model, HttpServletRequest request, MultiValueMap<String, String> given, List<Choice> ranges) {
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        model.addAttribute("query", query);
        model.addAttribute("range", range(query, ranges));
        model.addAttribute("ranges", ranges);
        return query;
    }

    private static TrafficOrder order(PageQuery query) {
        return TrafficOrder.parse(query.value("sort")).orElse(TrafficOrder.REQUESTS);
    }

    private static TrafficRange range(PageQuery query, List<Choice> ranges) {
        TrafficRange asked = range(Optional.of(query.value("range")));
        return ranges.stream().anyMatch(choice -> choice.range() == asked) ? asked : TrafficRange.DAY;
    }

    /// What is not known is a day, as when nothing is asked for: an address may be old.
    private static TrafficRange range(Optional<String> text) {
        return text.flatMap(TrafficRange::parse).orElse(TrafficRange.DAY);
    }
}
