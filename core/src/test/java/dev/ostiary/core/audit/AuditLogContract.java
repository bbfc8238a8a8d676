package dev.ostiary.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [AuditLog] does.
public abstract class AuditLogContract extends StoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private AuditEvent event(Optional<OrganizationId> organization, Actor actor, Map<String, String> details) {
        Instant at = tick();
        return new AuditEvent(
                AuditEventId.create(randomness, at), organization, at, actor, "key.revoked", "key_subject", details);
    }

    private AuditEvent appended(Organization organization) {
        AuditEvent event = event(Optional.of(organization.id()), Actor.system(), Map.of("name", "CI"));
        inTransaction(() -> store.audit().append(event));
        return event;
    }

    private List<AuditEvent> list(Organization organization) {
        return store.audit().list(organization.id(), PageRequest.first()).items();
    }

    /// What was put in is listed, in every field, whoever did it.
    @Test
    void append_isListedWhole() {
        List<Actor> actors = List.of(
                Actor.system(),
                new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_1", "automation", Optional.empty()),
                new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_2", "\"odd' \ud83d\ude80", Optional.of(acme.id())));
        List<AuditEvent> events = new ArrayList<>();
        for (Actor actor : actors) {
            AuditEvent event = event(Optional.of(acme.id()), actor, Map.of("name", "CI", "binding", "organization"));
            inTransaction(() -> store.audit().append(event));
            events.add(event);
        }

        assertEquals(events.reversed(), list(acme));
    }

    /// Details come back as they were, whatever their characters: no field can pose as another.
    @Test
    void append_detailsOfStrangeCharacters_areKept() {
        Map<String, String> details = new HashMap<>();
        for (String text : List.of(
                "",
                " ",
                "\"",
                "\\",
                "\\\"",
                "{}",
                "\",\"forged\":\"1",
                "\n\r\t\b\f",
                "\u0000",
                "\u001f",
                "\u007f",
                "\u2028",
                "'; --",
                "ж 漢",
                "\ud83d\ude80",
                "\\u0041",
                "null")) {
            details.put("field " + text, text);
        }
        AuditEvent odd = event(Optional.of(acme.id()), Actor.system(), details);
        AuditEvent none = event(Optional.of(acme.id()), Actor.system(), Map.of());
        inTransaction(() -> {
            store.audit().append(odd);
            store.audit().append(none);
        });

        assertEquals(List.of(none, odd), list(acme));
    }

    /// An organization sees its own events; those of others, and of the installation, are not among them (I01).
    @Test
    void list_ofAnotherOrganization_isApart() {
        AuditEvent ours = appended(acme);
        AuditEvent theirs = appended(globex);
        inTransaction(() -> store.audit().append(event(Optional.empty(), Actor.system(), Map.of())));

        assertEquals(List.of(ours), list(acme));
        assertEquals(List.of(theirs), list(globex));
    }

    /// What did not happen is not written down.
    @Test
    void append_rolledBack_isNotListed() {
        assertThrows(
                ArithmeticException.class,
                () -> inTransaction(() -> {
                    store.audit().append(event(Optional.of(acme.id()), Actor.system(), Map.of()));
                    throw new ArithmeticException("afterwards");
                }));

        assertEquals(List.of(), list(acme));
    }

    /// Of many who write at once none is lost.
    @Test
    void append_manyAtOnce_allAreKept() throws Exception {
        concurrently(8, thread -> {
            for (int turn = 0; turn < 10; turn++) {
                appended(acme);
            }
        });

        assertEquals(
                80,
                Set.copyOf(allPages(50, page -> store.audit().list(acme.id(), page)))
                        .size());
    }

    /// The listing is newest first, whatever the size of its pages.
    @Test
    void list_isNewestFirst() {
        List<AuditEvent> made = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            made.add(appended(acme));
            appended(globex);
        }
        for (int limit : new int[] {1, 2, 3, 4, 6, 7}) {
            assertEquals(made.reversed(), allPages(limit, page -> store.audit().list(acme.id(), page)));
        }
    }

    /// Whoever reads page by page sees everything that was there exactly once, though more comes in meanwhile.
    @Test
    void list_whileRowsAreAdded_showsEachOnce() {
        List<AuditEvent> made = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            made.add(appended(acme));
        }
        List<AuditEvent> read = allPages(2, page -> {
            Page<AuditEvent> part = store.audit().list(acme.id(), page);
            appended(acme);
            return part;
        });

        assertEquals(made.reversed(), read);
    }

    /// A cursor that nobody gave out is a position like any other.
    @Test
    void list_strangeCursor_isAPosition() {
        AuditEvent event = appended(acme);
        for (String cursor : STRANGE_CURSORS) {
            Page<AuditEvent> page = store.audit().list(acme.id(), new PageRequest(10, Optional.of(cursor)));
            boolean isBefore = cursor.compareTo(event.id().value()) > 0;
            assertEquals(isBefore ? List.of(event) : List.of(), page.items());
        }
    }
}
