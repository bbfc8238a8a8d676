package dev.ostiary.core.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is granted where, and nothing beyond (S4.13, I04).
final class GrantsTest {
    private final Randomness randomness = new Randomness();
    private final OrganizationId acme = OrganizationId.create(randomness, Instant.EPOCH);
    private final OrganizationId globex = OrganizationId.create(randomness, Instant.EPOCH);

    /// Each role may all that the next one may, and more.
    @Test
    void roles_areOrdered() {
        Set<Permission> wider = Permission.inOrganization();
        for (Role role : List.of(Role.ADMIN, Role.DEVELOPER, Role.VIEWER)) {
            assertTrue(wider.containsAll(role.permissions()));
            assertFalse(role.permissions().containsAll(wider));
            wider = role.permissions();
        }
        assertEquals(Permission.inOrganization(), Role.OWNER.permissions());
    }

    /// No role gives anything of the installation's own.
    @Test
    void roles_giveNothingOfTheInstallation() {
        for (Role role : Role.values()) {
            assertTrue(role.permissions().stream().noneMatch(Permission::isForInstallation));
            assertEquals(Optional.of(role), Role.parse(role.text()));
        }
        assertThrows(IllegalArgumentException.class, () -> Grants.within(acme, Set.of(Permission.INSTALLATION_MANAGE)));
    }

    /// Permissions are told by their texts.
    @Test
    void permissions_areReadAsTheyAreShown() {
        for (Permission permission : Permission.values()) {
            assertEquals(Optional.of(permission), Permission.parse(permission.text()));
            assertTrue(permission.text().matches("[a-z-]+\\.[a-z]+"), permission.text());
        }
        assertEquals(Optional.empty(), Permission.parse("keys.*"));
    }

    /// What is granted in one organization is granted in no other, and does not show it.
    @Test
    void within_isOneOrganization() {
        Grants grants = Grants.within(acme, Set.of(Permission.KEYS_READ));

        assertTrue(grants.may(Permission.KEYS_READ, acme));
        assertFalse(grants.may(Permission.KEYS_ISSUE, acme));
        assertFalse(grants.may(Permission.KEYS_READ, globex));
        assertFalse(grants.may(Permission.KEYS_READ));
        assertTrue(grants.sees(acme));
        assertFalse(grants.sees(globex));
        assertEquals(Optional.of(acme), grants.onlyOrganization());
    }

    /// An organization in which nothing is granted is not there; who may look at nodes sees no organization.
    @Test
    void sees_takesAPermission() {
        assertFalse(Grants.within(acme, Set.of()).sees(acme));
        assertTrue(Grants.within(acme, Set.of()).isEmpty());
        assertFalse(Grants.everywhere(Set.of(Permission.NODES_READ)).sees(acme));
        assertTrue(Grants.everywhere(Set.of(Permission.KEYS_READ)).sees(acme));
        assertFalse(Grants.none().sees(acme));
    }

    /// Two grants together are what both give, place by place.
    @Test
    void and_isWhatBothGive() {
        Grants everywhere = Grants.everywhere(Set.of(Permission.KEYS_READ, Permission.NODES_READ));
        Grants within = new Grants(
                Set.of(),
                Map.of(
                        acme, Set.of(Permission.KEYS_READ, Permission.KEYS_ISSUE),
                        globex, Set.of(Permission.AUDIT_READ)));

        assertEquals(Grants.within(acme, Set.of(Permission.KEYS_READ)), everywhere.and(within));
        assertEquals(everywhere.and(within), within.and(everywhere));
        assertEquals(within, within.and(Grants.everything()));
        assertEquals(everywhere, Grants.everything().and(everywhere));
        assertTrue(within.and(Grants.none()).isEmpty());
    }
}
