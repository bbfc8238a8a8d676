package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.rest.ManagementKeyBody;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Management keys: what programs manage an organization with.
@ConsolePage
@RequestMapping("/org/{org}/management-keys")
final class ManagementKeyPages {
    private final ManagementKeyStore keys;
    private final References references;
    private final Clock clock;

    ManagementKeyPages(Store store, References references, Clock clock) {
        this.keys = store.managementKeys();
        this.references = references;
        this.clock = clock;
    }

    @GetMapping
    @Needs(Permission.MANAGEMENT_KEYS_READ)
    String list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        ListOf<ManagementKeyBody> found =
                ListOf.of(keys.list(Optional.of(place(actor, org)), query.page()), ManagementKeyBody::of);
        model.addAttribute("query", query);
        model.addAttribute("keys", found);
        model.addAttribute(
                "status",
                found.items().stream()
                        .collect(Collectors.toMap(ManagementKeyBody::id, key -> status(key, clock.instant()))));
        return "console/management-keys";
    }

    private static String status(ManagementKeyBody key, Instant now) {
        if (key.revokedAt().isPresent()) {
            return "revoked";
        }
        return key.expiresAt().filter(end -> !end.isAfter(now)).isPresent() ? "expired" : "active";
    }

    @GetMapping("/new")
    @Needs(Permission.MANAGEMENT_KEYS_MANAGE)
    String create(@AuthenticationPrincipal Actor actor, @PathVariable String org, Model model) {
        Map<String, List<String>> byThing = actor.grants().in(place(actor, org)).stream()
                .filter(permission -> !permission.isForInstallation())
                .sorted()
                .map(Permission::text)
                .collect(Collectors.groupingBy(
                        text -> text.substring(0, text.indexOf('.')), TreeMap::new, Collectors.toList()));
        model.addAttribute("permissions", byThing);
        return "console/management-key-dialogs :: create";
    }

    @GetMapping("/{managementKey}/revoke")
    @Needs(Permission.MANAGEMENT_KEYS_MANAGE)
    String revoke(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String managementKey,
            Model model) {
        model.addAttribute(
                "key",
                ManagementKeyBody.ofOne(keys, Optional.of(place(actor, org)), references.managementKey(managementKey)));
        return "console/management-key-dialogs :: revoke";
    }

    private OrganizationId place(Actor actor, String org) {
        return references.organization(actor, org).id();
    }
}
