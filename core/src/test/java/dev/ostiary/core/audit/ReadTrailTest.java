package dev.ostiary.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.StoreException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who has read what is sensitive is written down (issue 4, section 5).
final class ReadTrailTest {
    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Written written = new Written(core.store);

    @AfterEach
    void close() {
        core.close();
    }

    private void read(Actor actor, String search) {
        core.readTrail.note(
                actor,
                Optional.of(acme.id()),
                AuditAction.PROVIDER_KEYS_LISTED,
                acme.id().value(),
                "acme",
                AuditChanges.made(Map.of("search", search)));
    }

    /// The same question is one event for a while; another's, or another question, is one of its own.
    @Test
    void note_sameQuestion_isOneEventForAWhile() {
        read(Actor.system(), "a");
        read(Actor.system(), "a");
        assertEquals("provider-keys.listed", written.event().action().text());
        read(Actor.system(), "b");
        read(CoreFixture.confinedTo(acme.id()), "a");
        assertEquals(3, written.events().size());
        core.clock.advance(ReadTrail.QUIET);
        read(Actor.system(), "a");
        assertEquals(4, written.events().size());
    }

    /// What cannot be written down is not answered, and is written down the next time.
    @Test
    void note_storeFails_isToldAndTriedAgain() {
        core.store.failing(true);
        assertThrows(StoreException.class, () -> read(Actor.system(), "a"));
        core.store.failing(false);
        read(Actor.system(), "a");
        assertEquals(1, written.events().size());
    }
}
