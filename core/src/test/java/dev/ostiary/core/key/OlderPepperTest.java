package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Keys with a pepper in them that is no longer the newest (A.4, A.12, S4.14).
final class OlderPepperTest {
    private static final Actor ACTOR = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");

    OlderPepperTest() {
        assertTrue(core.masterKeyCheck.claim(core.ring.keyset()).isPresent());
    }

    @AfterEach
    void close() {
        core.close();
    }

    private ImportedKey take(Organization organization, String name, Secret key) {
        return core.importKeys
                .take(
                        ACTOR,
                        organization.id(),
                        List.of(new KeyToImport(
                                new DisplayName(name),
                                Optional.empty(),
                                new KeyBinding.WholeOrganization(),
                                Labels.NONE,
                                KeyRestrictions.NONE,
                                new Expiry.Never(),
                                new KeyToImport.Material.Whole(key))))
                .value()
                .getFirst();
    }

    private IdentifiedKey identified(Secret text) {
        return core.identifyKey.identify(ACTOR, acme.id(), text).value().keys().getFirst();
    }

    /// A rotated key has the new pepper; the generation of its former secret is needed until the grace is over, and
    /// then it is not.
    @Test
    void rotate_keepsTheOldPepperForTheGrace() {
        IssuedKey issued = core.issueKey
                .issue(
                        ACTOR,
                        acme.id(),
                        new NewKey(
                                new DisplayName("CI"),
                                new KeyBinding.WholeOrganization(),
                                Labels.NONE,
                                KeyRestrictions.NONE,
                                new Expiry.Never()))
                .value();
        core.rotateMasterKey.rotate(ACTOR);
        RotatedKey rotated = core.rotateKey
                .rotate(ACTOR, acme.id(), issued.key().id(), new KeyRotation(Duration.ofHours(1), Optional.empty()))
                .value();

        assertEquals(1, rotated.former().secret().pepperNumber());
        assertEquals(2, rotated.key().secret().pepperNumber());
        assertEquals(
                IdentifiedKey.Trace.FORMER_SECRET, identified(issued.secret()).by());
        assertEquals(IdentifiedKey.Trace.SECRET, identified(rotated.secret()).by());
        RefusedException refused = assertThrows(RefusedException.class, () -> core.retireMasterKey.retire(ACTOR, 1));
        assertEquals(ProblemCode.MASTER_KEY_IN_USE, refused.code());
        core.clock.advance(Duration.ofHours(1));
        core.retireMasterKey.retire(ACTOR, 1);
    }

    /// An imported key is known again under another pepper: it is passed over, and no other organization gets it.
    @Test
    void importAgain_isPassedOver() {
        Secret key = Secret.of("made-elsewhere-0123456789");
        assertInstanceOf(ImportedKey.Taken.class, take(acme, "first", key));
        core.rotateMasterKey.rotate(ACTOR);

        assertInstanceOf(ImportedKey.Present.class, take(acme, "again", key));
        assertEquals(new ImportedKey.Refused(ProblemCode.KEY_IN_USE), take(core.organization("globex"), "other", key));
    }
}
