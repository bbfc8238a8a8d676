package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.DenialBody;
import dev.ostiary.control.rest.KeyBodies;
import dev.ostiary.control.rest.KeyFilterArgument;
import dev.ostiary.control.rest.References;
import dev.ostiary.control.rest.TrafficReads;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.denial.ExplainDenial;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.time.DurationWords;
import dev.ostiary.core.traffic.TrafficRange;
import dev.ostiary.core.traffic.TrafficSubject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Settings → API Keys: the keys that callers open things with.
@ConsolePage
@RequestMapping("/org/{org}/settings/api-keys")
final class KeyPages {
    private static final Map<String, Duration> WINDOWS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1));

    private static final PageRequest REFUSALS = new PageRequest(20, Optional.empty());

    private final Store store;
    private final References references;
    private final KeyFilterArgument filters;
    private final KeyBodies bodies;
    private final TrafficReads traffic;
    private final ExplainDenial explain;

    KeyPages(
            Store store,
            References references,
            KeyFilterArgument filters,
            KeyBodies bodies,
            TrafficReads traffic,
            KeyOperations operations) {
        this.store = store;
        this.references = references;
        this.filters = filters;
        this.bodies = bodies;
        this.traffic = traffic;
        this.explain = operations.explain();
    }

    @GetMapping
    @Needs(Permission.KEYS_READ)
    String list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        Organization organization = references.organization(actor, org);
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        KeyFilterArgument.Asked asked = filters.read(organization, query.criteria());
        model.addAttribute("query", query);
        model.addAttribute(
                "keys", bodies.of(store.keys().list(organization.id(), asked.filter(), asked.sort(), query.page())));
        return "console/keys";
    }

    @GetMapping("/new")
    @Needs(Permission.KEYS_ISSUE)
    String create(@AuthenticationPrincipal Actor actor, @PathVariable String org, Model model) {
        Organization organization = references.organization(actor, org);
        model.addAttribute("agents", agents(organization));
        model.addAttribute("environments", environments(organization));
        model.addAttribute(
                "routes",
                store.routes().list(organization.id(), PageRequest.largest()).items());
        model.addAttribute("policy", store.keyPolicies().get(organization.id()));
        return "console/key-dialogs :: create";
    }

    @GetMapping("/{key}")
    @Needs(Permission.KEYS_READ)
    String show(@AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String key, Model model) {
        ApiKey found = found(actor, org, key);
        describe(found, model);
        model.addAttribute(
                "chart",
                TrafficChart.of(traffic.history(
                        found.organization(), Optional.of(new TrafficSubject.Key(found.id())), TrafficRange.MONTH)));
        return "console/key";
    }

    @GetMapping("/{key}/refusals")
    @Needs(Permission.DENIALS_READ)
    String refusals(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String key, Model model) {
        Organization organization = references.organization(actor, org);
        model.addAttribute(
                "refusals",
                explain.ofKey(actor, organization.id(), references.key(key), REFUSALS)
                        .map(DenialBody::of));
        return "console/key-parts :: refusals";
    }

    @GetMapping("/{key}/edit")
    @Needs(Permission.KEYS_EDIT)
    String edit(@AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String key, Model model) {
        describe(found(actor, org, key), model);
        return "console/key-dialogs :: edit";
    }

    @GetMapping("/{key}/rotate")
    @Needs(Permission.KEYS_ISSUE)
    String rotate(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String key, Model model) {
        describe(found(actor, org, key), model);
        return "console/key-dialogs :: rotate";
    }

    @GetMapping("/{key}/{dialog:revoke|delete}")
    @Needs(Permission.KEYS_REVOKE)
    String end(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            @PathVariable String dialog,
            Model model) {
        describe(found(actor, org, key), model);
        return "console/key-dialogs :: " + dialog;
    }

    private ApiKey found(Actor actor, String org, String key) {
        Organization organization = references.organization(actor, org);
        return store.keys().find(organization.id(), references.key(key)).orElseThrow(RefusedException::notFound);
    }

    private void describe(ApiKey key, Model model) {
        model.addAttribute("key", bodies.of(key));
        model.addAttribute("limits", lines(key.restrictions().limits(), KeyPages::line));
        model.addAttribute(
                "rates",
                key.restrictions().limits().stream()
                        .map(limit -> limit.requests() + " in " + DurationWords.of(limit.window()) + " (" + limit.name()
                                + ")")
                        .toList());
        model.addAttribute("labels", labels(key));
        model.addAttribute("version", key.version().value());
    }

    /// As the field of the form takes it: `60/minute`, or `nightly: 1000/12 hours` where it has a name of its own.
    private static String line(RateLimit limit) {
        return WINDOWS.entrySet().stream()
                .filter(unit ->
                        unit.getValue().equals(limit.window()) && unit.getKey().equals(limit.name()))
                .findFirst()
                .map(unit -> limit.requests() + "/" + unit.getKey())
                .orElseGet(() -> limit.name() + ": " + limit.requests() + "/" + DurationWords.of(limit.window()));
    }

    private static String labels(ApiKey key) {
        return key.labels().values().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static <T> String lines(List<T> values, Function<T, String> line) {
        return values.stream().map(line).collect(Collectors.joining("\n"));
    }

    private List<Agent> agents(Organization organization) {
        return store.agents().list(organization.id(), PageRequest.largest()).items();
    }

    private List<Environment> environments(Organization organization) {
        return store.environments()
                .list(organization.id(), PageRequest.largest())
                .items();
    }
}
