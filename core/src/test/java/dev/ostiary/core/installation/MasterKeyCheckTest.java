package dev.ostiary.core.installation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.secret.MasterKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A wrong master key is found out before anything is written with it (S4.14).
final class MasterKeyCheckTest {
    private final CoreFixture core = new CoreFixture();

    @AfterEach
    void close() {
        core.close();
    }

    /// A new database belongs to the first key that claims it, and to no other; a refused claim writes nothing.
    @Test
    void claim_belongsToTheFirst() {
        assertTrue(core.masterKeyCheck.claim(core.masterKey));

        Written written = new Written(core.store);
        assertFalse(core.masterKeyCheck.claim(MasterKey.generate(core.randomness)));
        assertTrue(core.masterKeyCheck.claim(core.masterKey));
        written.assertNothing();
    }

    /// What is written says nothing of the key.
    @Test
    void claim_writesNoSecret() {
        core.masterKeyCheck.claim(core.masterKey);
        String secret = core.masterKey.export().reveal();

        assertFalse(core.store.backup().toString().contains(secret.substring(secret.indexOf(':') + 1)));
    }

    /// A store that fails is a fault, never a claim.
    @Test
    void claim_storeFails_isAFault() {
        Written written = new Written(core.store);
        for (int number = 1; number <= 4; number++) {
            core.store.failAtCall(number);
            assertThrows(StoreException.class, () -> core.masterKeyCheck.claim(core.masterKey));
            written.assertNothing();
        }
    }
}
