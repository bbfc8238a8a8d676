package dev.ostiary.control.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Links lead to what a person may see, and one of them at most says where one is.
class NavigationTest {
    private static final Set<Permission> ALL = Set.of(Permission.values());
    private static final Organization ACME = new Organization(
            OrganizationId.parse("org_00000000000000000000000001").orElseThrow(),
            Slug.parse("acme").orElseThrow(),
            DisplayName.parse("Acme").orElseThrow(),
            Instant.parse("2026-03-08T12:00:00Z"));
    private static final String BASE = "/org/" + ACME.id();

    private static List<Frame.Link> links(
            Optional<Organization> organization, Set<Permission> within, Set<Permission> everywhere, String shown) {
        return Navigation.of(organization, within, everywhere, shown).stream()
                .flatMap(group -> group.links().stream())
                .toList();
    }

    /// A page below another keeps that one's link; no other begins alike and is meant.
    @ParameterizedTest
    @CsvSource({
        "'', Home",
        "/usage, Usage",
        "/settings/api-keys, API Keys",
        "/settings/api-keys/key_1, API Keys",
        "/management-keys, Management keys",
        "/agents/bot/test, Agents",
        "/audit, Audit",
        "/auditor, ''",
        "/nowhere, ''"
    })
    void of_pageShown_marksItsLinkAlone(String path, String current) {
        List<String> marked = links(Optional.of(ACME), ALL, ALL, BASE + path).stream()
                .filter(Frame.Link::isCurrent)
                .map(Frame.Link::label)
                .toList();

        assertEquals(current.isEmpty() ? List.of() : List.of(current), marked);
    }

    /// What one may not see has no link, and a group without links no head.
    @Test
    void of_fewPermissions_hasFewLinks() {
        List<Frame.Group> groups = Navigation.of(Optional.of(ACME), Set.of(Permission.KEYS_READ), Set.of(), BASE);

        assertEquals(List.of("Access"), groups.stream().map(Frame.Group::label).toList());
        assertEquals(
                List.of("API Keys", "Look up"),
                groups.getFirst().links().stream().map(Frame.Link::label).toList());
    }

    /// What may be done in one organization opens nothing of the installation.
    @Test
    void of_permissionsWithin_areNoneEverywhere() {
        assertFalse(links(Optional.of(ACME), ALL, Set.of(), BASE).stream()
                .anyMatch(link -> link.path().startsWith("/installation")));
    }

    /// Pages of no organization have no links into one.
    @Test
    void of_noOrganization_hasTheInstallationAlone() {
        assertEquals(
                List.of("/installation/nodes", "/installation/accounts"),
                links(Optional.empty(), ALL, ALL, "/installation/nodes").stream()
                        .map(Frame.Link::path)
                        .limit(2)
                        .toList());
    }
}
