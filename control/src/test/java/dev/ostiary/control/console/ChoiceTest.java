package dev.ostiary.control.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final Randomness RANDOMNESS = new Randomness();

    private static Organization organization(String slug, String name) {
        return new Organization(
                OrganizationId.create(RANDOMNESS, Instant.EPOCH), new Slug(slug), new DisplayName(name), Instant.EPOCH);
    }

    /// Who has more organizations than fit is still shown the one that the page is of, in its place by name: with
    /// another one at the top of a page, the wrong keys are revoked.
    @Test
    void current_isAlwaysAmongThem() {
        Organization zoo = organization("zoo", "Zoo");
        Organization beta = organization("beta", "beta");
        Organization acme = organization("acme", "Acme");

        Choice cut = Choice.of(new Page<>(List.of(zoo, acme), Optional.of("more")), Optional.of(beta));
        Choice whole = Choice.of(new Page<>(List.of(zoo, acme), Optional.empty()), Optional.of(zoo));

        assertEquals(List.of(acme, beta, zoo), cut.organizations());
        assertTrue(cut.hasMore());
        assertTrue(cut.isCurrent(beta));
        assertFalse(cut.isCurrent(zoo));
        assertEquals(List.of(acme, zoo), whole.organizations());
        assertFalse(whole.hasMore());
    }
}
