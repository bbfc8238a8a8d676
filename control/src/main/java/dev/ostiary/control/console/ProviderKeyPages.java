package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.ProviderKeyBody;
import dev.ostiary.control.rest.ProviderKeyReads;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.vault.ProviderKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Settings → API Keys → General Key: the keys of providers, of which no page ever shows more than the mask.
@ConsolePage
@RequestMapping("/org/{org}/settings/api-keys/general")
final class ProviderKeyPages {
    private final References references;
    private final ProviderKeyReads reads;

    ProviderKeyPages(References references, ProviderKeyReads reads) {
        this.references = references;
        this.reads = reads;
    }

    @GetMapping
    @Needs(Permission.VAULT_READ)
    String list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        Organization organization = references.organization(actor, org);
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        model.addAttribute("query", query);
        model.addAttribute(
                "keys",
                reads.list(actor, organization, criterion(query, "search"), criterion(query, "sort"), query.page()));
        return "console/provider-keys";
    }

    private static Optional<String> criterion(PageQuery query, String name) {
        return Optional.of(query.value(name)).filter(value -> !value.isEmpty());
    }

    @GetMapping("/new")
    @Needs(Permission.VAULT_EDIT)
    String create() {
        return "console/provider-key-dialogs :: create";
    }

    @GetMapping("/{providerKey}/{dialog:edit|delete}")
    @Needs(Permission.VAULT_EDIT)
    String dialog(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String providerKey,
            @PathVariable String dialog,
            Model model) {
        ProviderKey key = reads.get(actor, references.organization(actor, org), providerKey);
        model.addAttribute("key", ProviderKeyBody.of(key));
        model.addAttribute("version", key.changeVersion().value());
        return "console/provider-key-dialogs :: " + dialog;
    }
}
