package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All organizations that a person may go to, for who has more of them than one chooses from at the side.
@ConsolePage
@RequestMapping("/organizations")
final class OrganizationsPage {
    private final OrganizationStore organizations;

    OrganizationsPage(Store store) {
        this.organizations = store.organizations();
    }

    @GetMapping
    @Needs({})
    String list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        model.addAttribute("query", query);
        model.addAttribute("organizations", visible(actor, query.value("search"), query.page()));
        return "console/organizations";
    }

    private Page<Organization> visible(Actor actor, String text, PageRequest page) {
        return actor.grants().seesAll()
                ? organizations.search(text, page)
                : among(actor.grants().within().keySet(), text, page);
    }

    private Page<Organization> among(Set<OrganizationId> ids, String text, PageRequest page) {
        List<Organization> found = organizations.named(ids).stream()
                .dropWhile(one -> page.cursor()
                        .filter(last -> !last.equals(one.id().value()))
                        .isPresent())
                .skip(page.cursor().isPresent() ? 1 : 0)
                .filter(one -> contains(one.name().value(), text)
                        || contains(one.slug().value(), text))
                .toList();
        return Page.of(found, page, last -> last.id().value());
    }

    private static boolean contains(String whole, String text) {
        return whole.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
