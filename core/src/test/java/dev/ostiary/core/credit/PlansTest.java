package dev.ostiary.core.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyRotation;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.NewKey;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Plans, what organizations have of them, and credits of keys (S2.25, R10).
final class PlansTest {
    private static final Actor SYSTEM = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Plan pro = core.plans
            .create(SYSTEM, new Slug("pro"), new DisplayName("Pro"), Optional.of(100L), CallCosts.ONE_EACH)
            .value();
    private final Written written = new Written(core.store);

    @AfterEach
    void close() {
        core.close();
    }

    private static void assertRefused(ProblemCode code, Executable call) {
        assertEquals(code, assertThrows(RefusedException.class, call).code());
    }

    private List<String> actions() {
        return written.events().stream()
                .map(AuditEvent::action)
                .map(action -> action.text())
                .sorted()
                .toList();
    }

    /// An edited plan is written down, and nodes learn of it; the same again is no change.
    @Test
    void edit_isAnnounced() {
        PlanEdit edit = new PlanEdit(Optional.empty(), Optional.empty(), Map.of(CallKind.LLM, 5));
        core.plans.edit(SYSTEM, pro.id(), edit, Precondition.NONE);
        core.plans.edit(SYSTEM, pro.id(), edit, Precondition.NONE);

        assertEquals(List.of("plan.edited"), actions());
        assertEquals(
                List.of(Change.Kind.ROUTES),
                written.changes().stream().map(Change::kind).toList());
        assertRefused(
                ProblemCode.PRECONDITION_FAILED,
                () -> core.plans.edit(SYSTEM, pro.id(), edit, new Precondition(Optional.of(Set.of(pro.version())))));
    }

    /// A plan that an organization has is not deleted.
    @Test
    void delete_inUse_isRefused() {
        core.organizationCredits.setPlan(SYSTEM, acme.id(), Optional.of(pro.id()));
        assertRefused(ProblemCode.PLAN_IN_USE, () -> core.plans.delete(SYSTEM, pro.id(), Precondition.NONE));

        core.organizationCredits.setPlan(SYSTEM, acme.id(), Optional.empty());
        core.plans.delete(SYSTEM, pro.id(), Precondition.NONE);

        assertEquals(List.of("organization.plan-set", "organization.plan-set", "plan.deleted"), actions());
        assertRefused(
                ProblemCode.REQUEST_INVALID,
                () -> core.organizationCredits.setPlan(SYSTEM, acme.id(), Optional.of(pro.id())));
    }

    /// Nobody grants credits to their own organization, nor chooses its plan, nor makes plans.
    @Test
    void owner_mayNot() {
        Actor owner = CoreFixture.confinedTo(acme.id());

        assertRefused(ProblemCode.PERMISSION_DENIED, () -> core.organizationCredits.grant(owner, acme.id(), 1));
        assertRefused(
                ProblemCode.PERMISSION_DENIED,
                () -> core.organizationCredits.setPlan(owner, acme.id(), Optional.of(pro.id())));
        assertRefused(
                ProblemCode.PERMISSION_DENIED,
                () -> core.plans.create(
                        owner, new Slug("own"), new DisplayName("Own"), Optional.empty(), CallCosts.ONE_EACH));
        assertRefused(ProblemCode.PERMISSION_DENIED, () -> core.plans.delete(owner, pro.id(), Precondition.NONE));
        written.assertNothing();
    }

    /// What was granted keeps over a change of plans.
    @Test
    void grant_keeps() {
        core.organizationCredits.grant(SYSTEM, acme.id(), 7);
        core.organizationCredits.setPlan(SYSTEM, acme.id(), Optional.of(pro.id()));

        CreditAccount account =
                core.store.credits().find(CreditAccountId.of(acme.id())).orElseThrow();
        assertEquals(107, account.left(100, account.month()));
    }

    private IssuedKey metered(long credits) {
        return core.issueKey
                .issue(
                        SYSTEM,
                        acme.id(),
                        new NewKey(
                                new DisplayName("metered"),
                                Optional.empty(),
                                new KeyBinding.WholeOrganization(),
                                Labels.NONE,
                                KeyRestrictions.NONE,
                                new Expiry.Default(),
                                Optional.of(credits)))
                .value();
    }

    private Optional<Long> left(KeyId key) {
        return core.store.credits().find(CreditAccountId.of(key)).map(CreditAccount::granted);
    }

    /// Rotating a key leaves its credits as they are: nothing is doubled, nothing lost (R10).
    @Test
    void rotate_keepsCredits() {
        ApiKey key = metered(100).key();
        core.creditLeases.take(CreditAccountId.of(key.id()), 60, 60);

        ApiKey rotated = core.rotateKey
                .rotate(SYSTEM, acme.id(), key.id(), new KeyRotation(Duration.ofDays(1), Optional.empty()))
                .value()
                .key();

        assertTrue(rotated.restrictions().isMetered());
        assertEquals(Optional.of(40L), left(key.id()));
    }

    /// So it is when what is set is what is in the account already, while a node holds more of it.
    @Test
    void setKeyCredits_toWhatIsThere_takesBackLeases() {
        KeyId key = metered(100).key().id();
        CreditLease lease =
                core.creditLeases.take(CreditAccountId.of(key), 10, 10).orElseThrow();

        core.setKeyCredits.set(SYSTEM, acme.id(), key, Optional.of(90L), Precondition.NONE);
        core.creditLeases.giveBack(CreditAccountId.of(key), lease);

        assertEquals(Optional.of(90L), left(key));
    }

    /// What is set is what is left, whatever a node still holds of before.
    @Test
    void setKeyCredits_isWhatIsLeft() {
        KeyId key = metered(100).key().id();
        CreditLease lease =
                core.creditLeases.take(CreditAccountId.of(key), 10, 10).orElseThrow();

        core.setKeyCredits.set(SYSTEM, acme.id(), key, Optional.of(5L), Precondition.NONE);
        core.creditLeases.giveBack(CreditAccountId.of(key), lease);
        assertEquals(Optional.of(5L), left(key));

        core.setKeyCredits.set(SYSTEM, acme.id(), key, Optional.empty(), Precondition.NONE);
        assertEquals(Optional.empty(), left(key));
        assertEquals(
                false,
                core.store
                        .keys()
                        .find(acme.id(), key)
                        .orElseThrow()
                        .restrictions()
                        .isMetered());
        core.clock.advance(Duration.ofMillis(1));
        core.setKeyCredits.set(SYSTEM, acme.id(), key, Optional.of(3L), Precondition.NONE);
        core.creditLeases.giveBack(CreditAccountId.of(key), lease);
        assertEquals(Optional.of(3L), left(key));
    }
}
