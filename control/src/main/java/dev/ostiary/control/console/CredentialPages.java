package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.KeyBodies;
import dev.ostiary.control.rest.KeyFilterArgument;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Security → Credentials: the keys of an agent in one environment.
@ConsolePage
@RequestMapping("/org/{org}/agents/{agent}/credentials")
final class CredentialPages {
    private static final List<String> CRITERIA = List.of("search", "status", "sort");

    private final Store store;
    private final KeyFilterArgument filters;
    private final KeyBodies bodies;
    private final AgentsShown shown;

    CredentialPages(Store store, KeyFilterArgument filters, KeyBodies bodies, AgentsShown shown) {
        this.store = store;
        this.filters = filters;
        this.bodies = bodies;
        this.shown = shown;
    }

    @GetMapping
    @Needs({Permission.AGENTS_READ, Permission.KEYS_READ})
    String list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        Optional<Standing> standing =
                shown.chosen(shown.standings(about, model), Optional.of(query.value("environment")));
        model.addAttribute("query", query);
        standing.ifPresent(chosen -> {
            KeyFilterArgument.Asked asked = filters.read(about.organization(), criteria(about, chosen, query));
            model.addAttribute("standing", chosen);
            model.addAttribute(
                    "keys",
                    bodies.of(
                            store.keys().list(about.organization().id(), asked.filter(), asked.sort(), query.page())));
        });
        return "console/credentials";
    }

    private static MultiValueMap<String, String> criteria(AgentsShown.Shown about, Standing standing, PageQuery query) {
        MultiValueMap<String, String> criteria = new LinkedMultiValueMap<>();
        criteria.set("agent", about.agent().id().value());
        criteria.set("environment", standing.environment().id().value());
        CRITERIA.stream()
                .filter(name -> !query.value(name).isEmpty())
                .forEach(name -> criteria.set(name, query.value(name)));
        return criteria;
    }

    @GetMapping("/{environment}/new")
    @Needs(Permission.KEYS_ISSUE)
    String create(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String environment,
            Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        model.addAttribute("standing", shown.standing(about, environment));
        model.addAttribute(
                "policy", store.keyPolicies().get(about.organization().id()));
        return "console/credential-dialogs :: create";
    }
}
