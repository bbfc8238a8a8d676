package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.KeyBodies;
import dev.ostiary.control.rest.KeyBody;
import dev.ostiary.control.rest.KeyFilterArgument;
import dev.ostiary.control.rest.References;
import dev.ostiary.control.rest.TrafficReads;
import dev.ostiary.control.wiring.Installation;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.node.NodeStanding;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.traffic.TrafficOrder;
import dev.ostiary.core.traffic.TrafficRange;
import dev.ostiary.core.usage.KeyUsage;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Where an organization's pages begin: the first steps while there are some, and what asks for attention.
@ConsolePage
final class HomePage {
    private static final PageRequest SOME = new PageRequest(5, Optional.empty());

    private final Store store;
    private final References references;
    private final KeyFilterArgument filters;
    private final KeyBodies bodies;
    private final TrafficReads traffic;
    private final Installation installation;

    HomePage(
            Store store,
            References references,
            KeyFilterArgument filters,
            KeyBodies bodies,
            TrafficReads traffic,
            Installation installation) {
        this.store = store;
        this.references = references;
        this.filters = filters;
        this.bodies = bodies;
        this.traffic = traffic;
        this.installation = installation;
    }

    @GetMapping("/org/{org}")
    @Needs(Permission.ORGANIZATION_READ)
    String home(@AuthenticationPrincipal Actor actor, @PathVariable String org, Model model) {
        Organization organization = references.organization(actor, org);
        model.addAttribute("gatewayUrl", installation.gatewayUrl());
        model.addAttribute(
                "chart", TrafficChart.of(traffic.history(organization.id(), Optional.empty(), TrafficRange.DAY)));
        model.addAttribute("routes", traffic.routes(organization.id(), TrafficOrder.REQUESTS, TrafficRange.DAY, SOME));
        if (actor.grants().may(Permission.KEYS_READ, organization.id())) {
            List<KeyBody> latest = keys(organization, "sort", "last_used");
            model.addAttribute("latest", latest);
            model.addAttribute("expiring", keys(organization, "expiring", "P14D"));
            model.addAttribute("unused", keys(organization, "unused", "P90D"));
            model.addAttribute(
                    "refused", traffic.keys(organization.id(), TrafficOrder.REFUSED, TrafficRange.WEEK, SOME));
            model.addAttribute(
                    "busiest", traffic.keys(organization.id(), TrafficOrder.REQUESTS, TrafficRange.DAY, SOME));
            List<KeyUsage> used = store.usage().latest(organization.id(), SOME.limit());
            if (Tour.isWanted(used) && actor.grants().may(Permission.AGENTS_READ, organization.id())) {
                model.addAttribute("tour", tour(organization, latest, used));
            }
        }
        if (actor.grants().may(Permission.NODES_READ)) {
            model.addAttribute(
                    "nodes", NodeStanding.of(store.nodes().list(), store.feed().head()));
        }
        return "console/home";
    }

    private Tour tour(Organization organization, List<KeyBody> latest, List<KeyUsage> used) {
        List<Agent> agents = store.agents().list(organization.id(), SOME).items();
        return Tour.of(!agents.isEmpty(), firstUrl(organization, agents), latest, used);
    }

    /// Where one of the agents can be called; empty when none is deployed yet.
    private Optional<String> firstUrl(Organization organization, List<Agent> agents) {
        return agents.stream()
                .flatMap(agent -> store.deployments().listLive(organization.id(), agent.id()).stream()
                        .map(live -> invokeUrl(organization, agent, live.environment())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> invokeUrl(Organization organization, Agent agent, EnvironmentId environment) {
        return store.environments()
                .find(organization.id(), environment)
                .map(found -> installation.invokeUrl(organization.slug(), found.slug(), agent.slug()));
    }

    private List<KeyBody> keys(Organization organization, String criterion, String value) {
        MultiValueMap<String, String> criteria = new LinkedMultiValueMap<>();
        criteria.add(criterion, value);
        KeyFilterArgument.Asked asked = filters.read(organization, criteria);
        return bodies.of(store.keys().list(organization.id(), asked.filter(), asked.sort(), SOME))
                .items();
    }
}
