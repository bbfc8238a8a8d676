package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditFacts;
import dev.ostiary.core.audit.AuditFault;
import dev.ostiary.core.audit.AuditFault.Kind;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditHash;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.audit.AuditVerdict;
import dev.ostiary.core.audit.AuditVerifier;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.StoreContract;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever somebody does to the rows of a chain behind the program's back is found, with the first number at which it
/// shows (C6).
abstract class AuditTamperContract extends StoreContract {
    private static final int EVENTS = 6;

    private AuditChain chain = AuditChain.INSTALLATION;
    private AuditChain others = AuditChain.INSTALLATION;

    /// Changes rows behind the store's back.
    abstract void execute(String sql) throws SQLException;

    /// Those bytes in SQL.
    abstract String bytes(String hex);

    @BeforeEach
    final void writeEvents() throws SQLException {
        chain = written(organization("acme"));
        others = written(organization("globex"));
        execute("CREATE TABLE kept_events AS SELECT * FROM audit_events");
        execute("CREATE TABLE kept_heads AS SELECT * FROM audit_heads");
    }

    private AuditChain written(Organization organization) {
        Actor actor = new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_1", "automation", Grants.allWithin(organization.id()))
                .from(new AuditSource("192.0.2.7", "req_1", "curl/8"));
        for (int number = 1; number <= EVENTS; number++) {
            var at = tick();
            AuditEvent event = new AuditEvent(
                    AuditEventId.create(randomness, at),
                    Optional.of(organization.id()),
                    at,
                    actor,
                    AuditAction.KEY_EDITED,
                    new AuditSubject("key", "key_" + number, "CI"),
                    new AuditChanges(Map.of("name", "CI"), Map.of("name", "CD")));
            inTransaction(() -> store.audit().append(event));
        }
        return AuditChain.of(organization.id());
    }

    private AuditVerdict verify(Optional<AuditPoint> expected) {
        return new AuditVerifier(store.audit()).verify(chain, AuditPoint.START, expected, 1000);
    }

    private AuditEntry at(long seq) {
        return store.audit().after(chain, AuditFilter.NONE, seq - 1, 1).getFirst();
    }

    /// Runs the statements, which may say `EVENTS` and `HEADS` for the rows of the chain, checks what is found, and
    /// puts everything back.
    private void assertFound(long seq, Kind kind, String... statements) throws SQLException {
        tamper(statements);
        assertEquals(
                Optional.of(new AuditFault(seq, kind)),
                verify(Optional.empty()).fault(),
                String.join("; ", statements));
        assertTrue(
                new AuditVerifier(store.audit())
                        .verify(others, AuditPoint.START, Optional.empty(), 1000)
                        .fault()
                        .isEmpty(),
                "the other organization's chain");
        restore();
    }

    private void tamper(String... statements) throws SQLException {
        for (String statement : statements) {
            execute(statement
                    .replace("EVENTS", "audit_events")
                    .replace("HEADS", "audit_heads")
                    .replace("?", "chain = '" + chain + "'"));
        }
    }

    private void restore() throws SQLException {
        execute("DELETE FROM audit_events");
        execute("DELETE FROM audit_heads");
        execute("INSERT INTO audit_events SELECT * FROM kept_events");
        execute("INSERT INTO audit_heads SELECT * FROM kept_heads");
        assertEquals(Optional.empty(), verify(Optional.empty()).fault());
    }

    /// No field can be edited, nor the way it is written, whatever is written there; and what is written there can
    /// still be listed.
    @Test
    void editedField_isFound() throws SQLException {
        for (String column : List.of(
                "id",
                "actor_kind",
                "actor_id",
                "actor_name",
                "actor_confined_to",
                "address",
                "request_id",
                "user_agent",
                "action",
                "subject_kind",
                "subject_id",
                "subject_name",
                "changes")) {
            assertFound(4, Kind.ALTERED, "UPDATE EVENTS SET " + column + " = 'x' WHERE ? AND seq = 4");
            assertFound(4, Kind.ALTERED, "UPDATE EVENTS SET " + column + " = '' WHERE ? AND seq = 4");
        }
        for (String at : List.of("at + 1", "0", Long.toString(Long.MIN_VALUE + 1), Long.toString(Long.MAX_VALUE))) {
            assertFound(4, Kind.ALTERED, "UPDATE EVENTS SET at = " + at + " WHERE ? AND seq = 4");
        }
        for (String changes : List.of(
                "[{},{}]",
                "[{\"name\":\"CI\"},{\"name\":\"CI\"}]",
                "[{\"name\":\"CI\"},{\"name\":\"CD\" }]",
                "[{\"name\":\"CI\"},{\"name\":\"CD\"}] ",
                "[{\"name\":\"CI\"},{\"name\":\"CX\",\"name\":\"CD\"}]",
                "[{\"name\":\"CI\"},{\"name\":\"\\u0043D\"}]",
                "[{\"name\":\"CI\"}")) {
            assertFound(4, Kind.ALTERED, "UPDATE EVENTS SET changes = '" + changes + "' WHERE ? AND seq = 4");
        }
        tamper("UPDATE EVENTS SET changes = '{', action = 'x', actor_kind = 'x', at = 1 WHERE ?");
        assertEquals(
                EVENTS,
                store.audit()
                        .list(chain, AuditFilter.NONE, PageRequest.first())
                        .items()
                        .size());
    }

    /// Nor the hashes themselves.
    @Test
    void editedHash_isFound() throws SQLException {
        String other = bytes("ab".repeat(32));
        assertFound(4, Kind.ALTERED, "UPDATE EVENTS SET hash = " + other + " WHERE ? AND seq = 4");
        assertFound(4, Kind.ALTERED, "UPDATE EVENTS SET previous_hash = " + other + " WHERE ? AND seq = 4");
        assertFound(EVENTS, Kind.HEAD, "UPDATE HEADS SET hash = " + other + " WHERE ?");
    }

    /// A missing event is found, the first one too, and when the later ones close up.
    @Test
    void deletedRow_isFound() throws SQLException {
        assertFound(1, Kind.MISSING, "DELETE FROM EVENTS WHERE ? AND seq = 1");
        assertFound(4, Kind.MISSING, "DELETE FROM EVENTS WHERE ? AND seq = 4");
        assertFound(3, Kind.MISSING, "DELETE FROM EVENTS WHERE ? AND seq IN (3, 4)");
        assertFound(
                4,
                Kind.ALTERED,
                "DELETE FROM EVENTS WHERE ? AND seq = 4",
                "UPDATE EVENTS SET seq = -seq WHERE ? AND seq > 4",
                "UPDATE EVENTS SET seq = -seq - 1 WHERE ? AND seq < 0");
    }

    /// Two events that changed places are found, as is one that moved to another organization's chain.
    @Test
    void reordered_isFound() throws SQLException {
        assertFound(
                3,
                Kind.ALTERED,
                "UPDATE EVENTS SET seq = -1 WHERE ? AND seq = 3",
                "UPDATE EVENTS SET seq = 3 WHERE ? AND seq = 5",
                "UPDATE EVENTS SET seq = 5 WHERE ? AND seq = -1");
        tamper("UPDATE EVENTS SET chain = '" + others + "', seq = 7 WHERE ? AND seq = 6");
        assertEquals(
                Optional.of(new AuditFault(6, Kind.TRUNCATED)),
                verify(Optional.empty()).fault());
        chain = others;
        assertEquals(
                Optional.of(new AuditFault(7, Kind.ALTERED)),
                verify(Optional.empty()).fault());
    }

    /// A tail that was cut off is found by the head, and by what somebody noted when the head was set back too.
    @Test
    void truncatedTail_isFound() throws SQLException {
        AuditPoint noted = at(EVENTS).point();
        String fourth = bytes(at(4).hash().hex());
        assertFound(5, Kind.TRUNCATED, "DELETE FROM EVENTS WHERE ? AND seq > 4");
        assertFound(1, Kind.TRUNCATED, "DELETE FROM EVENTS WHERE ?");
        assertFound(1, Kind.EMPTY, "DELETE FROM EVENTS WHERE ?", "DELETE FROM HEADS WHERE ?");
        assertFound(EVENTS, Kind.HEAD, "DELETE FROM HEADS WHERE ?");

        tamper("DELETE FROM EVENTS WHERE ? AND seq > 4", "UPDATE HEADS SET seq = 4, hash = " + fourth + " WHERE ?");
        assertEquals(
                Optional.of(new AuditFault(5, Kind.SHORTENED)),
                verify(Optional.of(noted)).fault());
    }

    /// An event that nobody wrote is found, before the first, between, and behind the last.
    @Test
    void insertedRow_isFound() throws SQLException {
        String copy =
                "INSERT INTO EVENTS SELECT chain, %d, previous_hash, hash, id, at, actor_kind, actor_id, actor_name,"
                        + " actor_confined_to, address, request_id, user_agent, action, subject_kind, subject_id, subject_name,"
                        + " changes FROM audit_events WHERE ? AND seq = 3";
        assertFound(0, Kind.UNEXPECTED, copy.formatted(0));
        assertFound(-7, Kind.UNEXPECTED, copy.formatted(-7));
        assertFound(7, Kind.ALTERED, copy.formatted(7));
        assertFound(7, Kind.MISSING, copy.formatted(9));
        assertFound(6, Kind.UNEXPECTED, "UPDATE HEADS SET seq = 5 WHERE ?");
        assertFound(
                4,
                Kind.ALTERED,
                "UPDATE EVENTS SET seq = -seq WHERE ? AND seq > 3",
                "UPDATE EVENTS SET seq = -seq + 1 WHERE ? AND seq < 0",
                copy.formatted(4));
    }

    /// Whoever can compute hashes has to rewrite everything that follows, the head included; and then whoever noted
    /// an event finds it.
    @Test
    void rewritten_isFound() throws SQLException {
        AuditPoint noted = at(5).point();
        List<AuditEntry> forged = new ArrayList<>();
        AuditPoint end = at(2).point();
        for (long seq = 3; seq <= EVENTS; seq++) {
            AuditFacts facts = at(seq).facts();
            AuditFacts lie = new AuditFacts(
                    facts.id(),
                    facts.at(),
                    facts.actorKind(),
                    facts.actorId(),
                    "somebody else",
                    facts.actorConfinedTo(),
                    facts.address(),
                    facts.requestId(),
                    facts.userAgent(),
                    facts.action(),
                    facts.subject(),
                    facts.changes());
            forged.add(AuditEntry.following(end, chain, seq == 3 ? lie : facts));
            end = forged.getLast().point();
        }
        rewrite(forged.getFirst());
        assertEquals(
                Optional.of(new AuditFault(4, Kind.UNLINKED)),
                verify(Optional.empty()).fault());
        for (AuditEntry entry : forged) {
            rewrite(entry);
        }
        assertEquals(
                Optional.of(new AuditFault(EVENTS, Kind.HEAD)),
                verify(Optional.empty()).fault());
        tamper("UPDATE HEADS SET hash = " + bytes(end.hash().hex()) + " WHERE ?");

        assertEquals(Optional.empty(), verify(Optional.empty()).fault());
        assertEquals(
                Optional.of(new AuditFault(5, Kind.REWRITTEN)),
                verify(Optional.of(noted)).fault());
    }

    private void rewrite(AuditEntry entry) throws SQLException {
        tamper("UPDATE EVENTS SET hash = " + hex(entry.hash()) + ", previous_hash = " + hex(entry.previous())
                + ", actor_name = '" + entry.facts().actorName() + "' WHERE ? AND seq = " + entry.seq());
    }

    private String hex(AuditHash hash) {
        return bytes(hash.hex());
    }
}
