package dev.ostiary.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How every [AuditLog] searches.
public abstract class AuditFilterContract extends StoreContract {
    private static final Actor ANNE = new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_anne", "Anne", Grants.everything())
            .from(new AuditSource("192.0.2.7", "req_77", "Terraform/1.9"));
    private static final Actor BOB = new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_bob", "Bob", Grants.everything());

    private Organization acme;
    private final List<Instant> times = new ArrayList<>();

    /// Three events of acme, and the same of another organization, which no search may show (I01).
    @BeforeEach
    final void writeEvents() {
        acme = organization("acme");
        for (Organization organization : List.of(acme, organization("globex"))) {
            write(organization, ANNE, AuditAction.KEY_ISSUED, "key_1", "100%_real", Map.of("scopes", "GET /v1/**"));
            write(organization, BOB, AuditAction.KEY_REVOKED, "key_1", "100%_real", Map.of());
            write(organization, BOB, AuditAction.ROUTE_CREATED, "rte_1", "a\\b", Map.of("path", "\"/\u00dcnder\""));
        }
    }

    private void write(
            Organization organization,
            Actor actor,
            AuditAction action,
            String id,
            String name,
            Map<String, String> to) {
        Instant at = tick();
        times.add(at);
        inTransaction(() -> store.audit()
                .append(new AuditEvent(
                        AuditEventId.create(randomness, at),
                        Optional.of(organization.id()),
                        at,
                        actor,
                        action,
                        new AuditSubject(action.subjectKind(), id, name),
                        AuditChanges.made(to))));
    }

    private void assertFound(AuditFilter filter, Long... seqs) {
        AuditChain chain = AuditChain.of(acme.id());
        assertEquals(
                List.of(seqs),
                store.audit().after(chain, filter, Long.MIN_VALUE, 10).stream()
                        .map(AuditEntry::seq)
                        .toList());
        assertEquals(
                List.of(seqs).reversed(),
                store.audit().list(chain, filter, PageRequest.first()).items().stream()
                        .map(AuditEntry::seq)
                        .toList());
    }

    private void assertFoundByText(String text, Long... seqs) {
        assertFound(
                new AuditFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(text)),
                seqs);
    }

    private static AuditFilter filter(String actor, AuditAction action, String subject) {
        return new AuditFilter(
                Optional.of(actor).filter(text -> !text.isEmpty()),
                Optional.of(action),
                Optional.of(subject).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Actor and subject are named by identifier or name, whole and as they are written; several filters hold
    /// together.
    @Test
    void exactFilters_holdTogether() {
        assertFound(AuditFilter.NONE, 1L, 2L, 3L);
        assertFound(filter("mgk_anne", AuditAction.KEY_ISSUED, ""), 1L);
        assertFound(filter("Bob", AuditAction.KEY_REVOKED, "100%_real"), 2L);
        assertFound(filter("Bob", AuditAction.ROUTE_CREATED, "key_1"));
        assertFound(filter("bob", AuditAction.ROUTE_CREATED, ""));
        assertFound(filter("", AuditAction.ROUTE_CREATED, "rte_1"), 3L);
    }

    /// `from` is in, `to` is out, to the millisecond.
    @Test
    void times_areHalfOpen() {
        assertFound(
                new AuditFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(times.get(1)),
                        Optional.of(times.get(2)),
                        Optional.empty()),
                2L);
    }

    /// Text is looked for everywhere, in part, in either case, and no character of it means anything else.
    @Test
    void text_isFoundInPart() {
        assertFoundByText("ANNE", 1L);
        assertFoundByText("terraform/", 1L);
        assertFoundByText("192.0.2.", 1L);
        assertFoundByText("req_77", 1L);
        assertFoundByText("revoked", 2L);
        assertFoundByText("/v1/**", 1L);
        assertFoundByText("scopes", 1L);
        assertFoundByText("100%_", 1L, 2L);
        assertFoundByText("0%", 1L, 2L);
        assertFoundByText("1%r");
        assertFoundByText("_real", 1L, 2L);
        assertFoundByText("1__");
        assertFoundByText("a\\b", 3L);
        assertFoundByText("\"/\u00dc", 3L);
        assertFoundByText("before");
        assertFoundByText("' OR 1=1 --");
    }
}
