package dev.ostiary.core.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A wrong master key is found out before anything is written with it (S4.14).
final class MasterKeyCheckTest {
    private final CoreFixture core = new CoreFixture();
    private final MasterKeyset own = core.ring.keyset();

    @AfterEach
    void close() {
        core.close();
    }

    private MasterKey other() {
        return MasterKey.generate(core.randomness);
    }

    private OptionalInt claim(MasterKeyset keyset) {
        return core.masterKeyCheck.claim(keyset);
    }

    /// A new database belongs to the first key that claims it, and to no other; a refused claim writes nothing.
    @Test
    void claim_belongsToTheFirst() {
        assertEquals(OptionalInt.of(1), claim(own));

        Written written = new Written(core.store);
        assertEquals(OptionalInt.empty(), claim(MasterKeyset.first(other())));
        assertEquals(OptionalInt.of(1), claim(own));
        written.assertNothing();
    }

    /// A generation that is new in the keyset is taken up and written down, and not used before every node has it.
    @Test
    void claim_withOneMore_takesItUp() {
        assertEquals(OptionalInt.of(1), claim(own));

        Written written = new Written(core.store);
        assertEquals(OptionalInt.of(1), claim(own.with(2, other())));
        assertEquals(
                List.of(AuditAction.MASTER_KEY_CREATED),
                written.events().stream().map(AuditEvent::action).toList());

        assertEquals(
                List.of(true, false),
                core.store.masterKeys().list().stream()
                        .map(MasterKeyRecord::isActivated)
                        .toList());
    }

    /// Every generation that is not retired must be at hand, each as it was.
    @Test
    void claim_withoutOne_isRefused() {
        MasterKeyset both = own.with(2, other());
        assertEquals(OptionalInt.of(1), claim(own));
        assertEquals(OptionalInt.of(1), claim(both));

        Written written = new Written(core.store);
        assertEquals(OptionalInt.empty(), claim(own));
        assertEquals(OptionalInt.empty(), claim(own.with(2, other())));
        assertEquals(OptionalInt.empty(), claim(both.without(1)));
        written.assertNothing();
    }

    /// What is written says nothing of the key.
    @Test
    void claim_writesNoSecret() {
        assertEquals(OptionalInt.of(1), claim(own));
        String secret = core.masterKey.export().reveal();

        assertFalse(core.store.backup().toString().contains(secret.substring(secret.indexOf(':') + 1)));
    }

    /// A store that fails is a fault, never a claim.
    @Test
    void claim_storeFails_isAFault() {
        Written written = new Written(core.store);
        for (int number = 1; number <= 4; number++) {
            core.store.failAtCall(number);
            assertThrows(StoreException.class, () -> claim(own));
            written.assertNothing();
        }
    }
}
