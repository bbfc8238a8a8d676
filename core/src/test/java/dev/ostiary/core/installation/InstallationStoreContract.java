package dev.ostiary.core.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.store.StoreContract;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [InstallationStore] does.
public abstract class InstallationStoreContract extends StoreContract {
    private InstallationStore installation() {
        return store.installation();
    }

    private boolean claim(MasterKey masterKey) {
        Clock clock = Clock.fixed(START, ZoneOffset.UTC);
        return new MasterKeyCheck(
                        store.transactions(),
                        installation(),
                        store.masterKeys(),
                        store.audit(),
                        new Randomness(),
                        clock)
                .claim(MasterKeyset.first(masterKey))
                .isPresent();
    }

    /// A new database belongs to no master key.
    @Test
    void masterKeyCheck_beforeTheFirstStart_isEmpty() {
        assertEquals(Optional.empty(), installation().masterKeyCheck());
    }

    /// What was set is answered.
    @Test
    void initialise_isAnswered() {
        installation().initialise("0123456789abcdef");

        assertEquals(Optional.of("0123456789abcdef"), installation().masterKeyCheck());
    }

    /// It is set once: setting it again is a bug, and what was set stays.
    @Test
    void initialise_again_fails() {
        installation().initialise("first");

        assertThrows(IllegalStateException.class, () -> installation().initialise("second"));

        assertEquals(Optional.of("first"), installation().masterKeyCheck());
    }

    /// A database holds to the master key it was first started with.
    @Test
    void claim_otherMasterKey_isRefused() {
        MasterKey first = MasterKey.generate(randomness);

        assertTrue(claim(first));
        assertTrue(claim(first));
        assertFalse(claim(MasterKey.generate(randomness)));
        assertTrue(claim(first));
    }

    /// Of several that start on a new database at once, with keys of their own, it belongs to exactly one.
    @Test
    void claim_manyAtOnce_oneWins() throws Exception {
        List<MasterKey> own =
                Stream.generate(() -> MasterKey.generate(randomness)).limit(8).toList();
        concurrently(8, thread -> assertEquals(Optional.empty(), installation().masterKeyCheck()));
        Queue<MasterKey> winners = new ConcurrentLinkedQueue<>();
        concurrently(8, thread -> {
            if (claim(own.get(thread))) {
                winners.add(own.get(thread));
            }
        });

        assertEquals(1, winners.size());
        assertEquals(Optional.of(winners.element().checkValue()), installation().masterKeyCheck());
    }
}
