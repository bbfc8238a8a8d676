package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.memory.CoreFixture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a node keeps of a key judges as the stored key does, at every instant (T01).
final class KeyEntryTest {
    private static final Stamp STAMP = new Stamp(Instant.parse("2026-03-01T13:00:00Z"), "admin");

    /// In every state, just before, at and just after the expiry, both agree.
    @Test
    void status_agreesWithTheStoredKey() {
        try (CoreFixture core = new CoreFixture()) {
            ApiKey active = key(core);
            Instant end = active.expiresAt().orElseThrow();
            for (ApiKey key : List.of(
                    active,
                    active.disabled(STAMP),
                    active.revoked(STAMP),
                    active.disabled(STAMP).revoked(STAMP))) {
                for (Instant now : List.of(STAMP.at(), end.minusMillis(1), end, end.plusMillis(1))) {
                    assertEquals(key.status(now), KeyEntry.of(key).status(now.toEpochMilli()));
                }
            }
        }
    }

    /// It holds the key's identity and nothing to show of its secret.
    @Test
    void of_keepsWhatADecisionNeeds() {
        try (CoreFixture core = new CoreFixture()) {
            ApiKey key = key(core);
            KeyEntry entry = KeyEntry.of(key);

            assertEquals(key.id(), entry.id());
            assertEquals(key.secret().digest(), entry.digest());
            assertEquals(key.organization(), entry.organization());
            assertEquals(key.binding(), entry.binding());
            assertEquals("CI", entry.name());
            assertFalse(entry.toString().contains("sk_ost_"));
        }
    }

    private static ApiKey key(CoreFixture core) {
        var acme = core.organization("acme");
        return core.key(core.agent(acme, "support"), core.environment(acme, "production"), "CI")
                .key();
    }
}
