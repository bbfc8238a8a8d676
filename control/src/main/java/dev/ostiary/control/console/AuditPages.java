package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.AuditEventBody;
import dev.ostiary.control.rest.AuditFilterArgument;
import dev.ostiary.control.rest.AuditRequests;
import dev.ostiary.control.rest.FieldChangeBody;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Audit: who did what, of an organization and of the installation itself.
@ConsolePage
final class AuditPages {
    private static final List<AuditWords.Group> ACTIONS = AuditWords.groups();

    private final AuditLog log;
    private final AuditRequests requests;
    private final References references;

    AuditPages(Store store, AuditRequests requests, References references) {
        this.log = store.audit();
        this.requests = requests;
        this.references = references;
    }

    @GetMapping("/org/{org}/audit")
    @Needs(Permission.AUDIT_READ)
    String list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        return list(actor, chain(actor, org), given, request, model);
    }

    @GetMapping("/installation/audit")
    @Needs(Permission.AUDIT_READ)
    String listOfInstallation(
            @AuthenticationPrincipal Actor actor,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        return list(actor, AuditRequests.Chain.INSTALLATION, given, request, model);
    }

    private String list(
            Actor actor,
            AuditRequests.Chain chain,
            MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        AuditFilter filter = AuditFilterArgument.read(
                name -> Optional.ofNullable(query.criteria().get(name))
                        .map(values -> values.toArray(String[]::new))
                        .orElse(null));
        model.addAttribute("query", query);
        model.addAttribute("actions", ACTIONS);
        ListOf<AuditEventBody> events = requests.list(actor, chain, filter, query.page());
        model.addAttribute("events", events);
        model.addAttribute(
                "words",
                events.items().stream()
                        .map(AuditEventBody::action)
                        .distinct()
                        .collect(Collectors.toMap(action -> action, AuditWords::of)));
        return "console/audit";
    }

    @GetMapping("/org/{org}/audit/verification")
    @Needs(Permission.AUDIT_READ)
    String verify(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam Optional<String> after,
            Model model) {
        return verify(actor, chain(actor, org), after, model);
    }

    @GetMapping("/installation/audit/verification")
    @Needs(Permission.AUDIT_READ)
    String verifyInstallation(@AuthenticationPrincipal Actor actor, @RequestParam Optional<String> after, Model model) {
        return verify(actor, AuditRequests.Chain.INSTALLATION, after, model);
    }

    private String verify(Actor actor, AuditRequests.Chain chain, Optional<String> after, Model model) {
        model.addAttribute("verdict", requests.verify(actor, chain, after, Optional.empty(), Optional.empty()));
        return "console/audit-parts :: verdict";
    }

    @GetMapping("/org/{org}/audit/events/{seq:[0-9]{1,18}}")
    @Needs(Permission.AUDIT_READ)
    String show(@AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable long seq, Model model) {
        return show(chain(actor, org), seq, model);
    }

    @GetMapping("/installation/audit/events/{seq:[0-9]{1,18}}")
    @Needs(Permission.AUDIT_READ)
    String showOfInstallation(@PathVariable long seq, Model model) {
        return show(AuditRequests.Chain.INSTALLATION, seq, model);
    }

    private String show(AuditRequests.Chain chain, long seq, Model model) {
        AuditEntry entry = log.after(chain.chain(), AuditFilter.NONE, seq - 1, 1).stream()
                .filter(found -> found.seq() == seq)
                .findFirst()
                .orElseThrow(RefusedException::notFound);
        model.addAttribute("event", AuditEventBody.of(entry));
        model.addAttribute("words", AuditWords.of(entry.facts().action()));
        model.addAttribute("changes", FieldChangeBody.of(entry.facts().changes()));
        return "console/audit-parts :: event";
    }

    private AuditRequests.Chain chain(Actor actor, String org) {
        return new AuditRequests.Chain(Optional.of(references.organization(actor, org)));
    }
}
