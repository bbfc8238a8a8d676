package dev.ostiary.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.authority.Grants;
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
import java.util.TreeSet;
import java.util.stream.LongStream;
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

    private AuditEvent event(Optional<OrganizationId> organization, Actor actor, AuditChanges changes) {
        Instant at = tick();
        return new AuditEvent(
                AuditEventId.create(randomness, at),
                organization,
                at,
                actor,
                AuditAction.KEY_REVOKED,
                new AuditSubject("key", "key_subject", "CI"),
                changes);
    }

    private AuditEvent event(Organization organization) {
        return event(Optional.of(organization.id()), Actor.system(), AuditChanges.made(Map.of("name", "CI")));
    }

    private void append(AuditEvent... events) {
        inTransaction(() -> store.audit().append(List.of(events)));
    }

    private AuditEvent appended(Organization organization) {
        AuditEvent event = event(organization);
        append(event);
        return event;
    }

    private List<AuditEntry> list(AuditChain chain) {
        return store.audit().list(chain, AuditFilter.NONE, PageRequest.first()).items();
    }

    private List<AuditFacts> list(Organization organization) {
        return facts(list(chain(organization)));
    }

    private static AuditChain chain(Organization organization) {
        return AuditChain.of(organization.id());
    }

    private static List<AuditFacts> facts(List<AuditEntry> entries) {
        return entries.stream().map(AuditEntry::facts).toList();
    }

    private static List<AuditFacts> of(List<AuditEvent> events) {
        return events.stream().map(AuditFacts::of).toList();
    }

    private AuditVerdict verdict(AuditChain chain) {
        return new AuditVerifier(store.audit()).verify(chain, AuditPoint.START, Optional.empty(), 10_000);
    }

    /// What was put in is listed, in every field, whoever did it and from wherever.
    @Test
    void append_isListedWhole() {
        AuditSource source = new AuditSource("2001:db8::1", "req_1", "curl/8 \u6f22 \ud83d\ude80");
        List<Actor> actors = List.of(
                Actor.system(),
                new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_1", "automation", Grants.everything()).from(source),
                new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_2", "\"odd' \ud83d\ude80", Grants.allWithin(acme.id())));
        List<AuditEvent> events = new ArrayList<>();
        for (Actor actor : actors) {
            events.add(
                    event(Optional.of(acme.id()), actor, new AuditChanges(Map.of("name", "CI"), Map.of("name", "CD"))));
            append(events.getLast());
        }

        assertEquals(of(events.reversed()), list(acme));
    }

    /// Values come back as they were, whatever their characters: no field can pose as another.
    @Test
    void append_valuesOfStrangeCharacters_areKept() {
        Map<String, String> values = new HashMap<>();
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
                "\u0436 \u6f22",
                "\uffee",
                "\ud83d\ude80",
                "\\u0041",
                "null")) {
            values.put("field " + text, text);
        }
        AuditEvent odd = event(Optional.of(acme.id()), Actor.system(), new AuditChanges(values, values));
        AuditEvent none = event(Optional.of(acme.id()), Actor.system(), AuditChanges.NONE);
        append(odd, none);

        assertEquals(of(List.of(none, odd)), list(acme));
        assertTrue(verdict(chain(acme)).fault().isEmpty());
    }

    /// Each chain is its own: an organization sees its events, and neither those of others nor the installation's
    /// (I01).
    @Test
    void list_ofAnotherChain_isApart() {
        AuditEvent ours = event(acme);
        AuditEvent theirs = event(globex);
        AuditEvent installations = event(Optional.empty(), Actor.system(), AuditChanges.NONE);
        append(installations, theirs, ours);

        assertEquals(of(List.of(ours)), list(acme));
        assertEquals(of(List.of(theirs)), list(globex));
        assertEquals(of(List.of(installations)), facts(list(AuditChain.INSTALLATION)));
        for (AuditChain chain : List.of(chain(acme), chain(globex), AuditChain.INSTALLATION)) {
            AuditEntry only = list(chain).getFirst();
            assertEquals(1, only.seq());
            assertEquals(AuditHash.NONE, only.previous());
            assertEquals(Optional.of(only.point()), store.audit().head(chain));
            assertEquals(List.of(only), store.audit().after(chain, AuditFilter.NONE, Long.MIN_VALUE, 10));
        }
    }

    /// Numbers are consecutive from 1, and every event names the hash of the one before it, over transactions and
    /// within one; the head is the last of them.
    @Test
    void append_isChained() {
        appended(acme);
        append(event(acme), event(globex), event(acme));
        appended(acme);

        List<AuditEntry> chained = store.audit().after(chain(acme), AuditFilter.NONE, 0, 10);
        AuditPoint last = AuditPoint.START;
        for (AuditEntry entry : chained) {
            assertEquals(last.seq() + 1, entry.seq());
            assertEquals(last.hash(), entry.previous());
            assertTrue(entry.isIntact());
            last = entry.point();
        }
        assertEquals(4, last.seq());
        assertEquals(Optional.of(last), store.audit().head(chain(acme)));
        assertEquals(new AuditVerdict(last, Optional.of(last), true, Optional.empty()), verdict(chain(acme)));
    }

    /// A chain without events has no head, and every chain that must have events is named.
    @Test
    void chains_areAll() {
        Organization deleted = organization("deleted");
        appended(deleted);
        store.organizations().delete(deleted.id(), tick());

        assertEquals(Optional.empty(), store.audit().head(chain(acme)));
        assertEquals(
                new TreeSet<>(Set.of(AuditChain.INSTALLATION, chain(acme), chain(globex), chain(deleted))),
                store.audit().chains());
        OrganizationId gone = OrganizationId.create(randomness, tick());
        append(event(Optional.of(gone), Actor.system(), AuditChanges.NONE));
        assertTrue(store.audit().chains().contains(AuditChain.of(gone)));
    }

    /// What did not happen is not written down, and its number is given again.
    @Test
    void append_rolledBack_isNotListed() {
        assertThrows(
                ArithmeticException.class,
                () -> inTransaction(() -> {
                    store.audit().append(event(acme));
                    throw new ArithmeticException("afterwards");
                }));

        assertEquals(List.of(), list(acme));
        appended(acme);
        assertEquals(1, list(chain(acme)).getFirst().seq());
    }

    /// Of many who write at once none is lost, and the chains never fork, though each writes to two of them.
    @Test
    void append_manyAtOnce_neverForks() throws Exception {
        concurrently(8, thread -> {
            for (int turn = 0; turn < 10; turn++) {
                append(
                        thread % 2 == 0
                                ? new AuditEvent[] {event(acme), event(globex)}
                                : new AuditEvent[] {event(globex), event(acme)});
            }
        });

        for (Organization organization : List.of(acme, globex)) {
            assertEquals(
                    LongStream.rangeClosed(1, 80).boxed().toList(),
                    store.audit().after(chain(organization), AuditFilter.NONE, 0, 100).stream()
                            .map(AuditEntry::seq)
                            .toList());
            assertEquals(Optional.empty(), verdict(chain(organization)).fault());
        }
    }

    /// Whoever verifies while others write finds nothing wrong.
    @Test
    void verify_whileEventsAreAdded_findsNothing() throws Exception {
        appended(acme);
        concurrently(4, thread -> {
            for (int turn = 0; turn < 15; turn++) {
                if (thread == 0) {
                    assertEquals(Optional.empty(), verdict(chain(acme)).fault());
                } else {
                    appended(acme);
                }
            }
        });
    }

    /// The listing is newest first, whatever the size of its pages.
    @Test
    void list_isNewestFirst() {
        List<AuditEvent> made = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            made.add(appended(acme));
            appended(globex);
        }
        for (int limit : new int[] {1, 2, 3, 4, 6, 7, 12}) {
            assertEquals(
                    of(made.reversed()),
                    facts(allPages(limit, page -> store.audit().list(chain(acme), AuditFilter.NONE, page))));
        }
    }

    /// Whoever reads page by page sees everything that was there exactly once, though more comes in meanwhile.
    @Test
    void list_whileRowsAreAdded_showsEachOnce() {
        List<AuditEvent> made = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            made.add(appended(acme));
        }
        List<AuditEntry> read = allPages(2, page -> {
            Page<AuditEntry> part = store.audit().list(chain(acme), AuditFilter.NONE, page);
            appended(acme);
            return part;
        });

        assertEquals(of(made.reversed()), facts(read));
    }

    /// A cursor that nobody gave out is a position behind everything.
    @Test
    void list_strangeCursor_isAtTheEnd() {
        appended(acme);
        List<String> cursors = new ArrayList<>(STRANGE_CURSORS);
        cursors.addAll(List.of("0", "-1", "1", "9".repeat(19), "1e3", "0x10", "\u0661"));
        for (String cursor : cursors) {
            PageRequest page = new PageRequest(10, Optional.of(cursor));
            assertEquals(
                    List.of(),
                    store.audit().list(chain(acme), AuditFilter.NONE, page).items(),
                    cursor);
        }
        assertEquals(
                1,
                store.audit()
                        .list(chain(acme), AuditFilter.NONE, new PageRequest(10, Optional.of("2")))
                        .items()
                        .size());
    }

    /// A part read forward begins behind a number and is as long as was asked for.
    @Test
    void after_isOldestFirst() {
        for (int number = 0; number < 5; number++) {
            appended(acme);
            appended(globex);
        }
        assertEquals(
                List.of(3L, 4L),
                store.audit().after(chain(acme), AuditFilter.NONE, 2, 2).stream()
                        .map(AuditEntry::seq)
                        .toList());
        assertEquals(List.of(), store.audit().after(chain(acme), AuditFilter.NONE, 5, 2));
    }
}
