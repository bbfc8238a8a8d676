package dev.ostiary.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Proof;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.memory.QuickPasswordHasher;
import dev.ostiary.core.organization.DeleteOrganization;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.AccountEdit;
import dev.ostiary.core.signin.Accounts;
import dev.ostiary.core.signin.Credentials;
import dev.ostiary.core.signin.Passwords;
import dev.ostiary.core.signin.Sessions;
import dev.ostiary.core.signin.SignInThrottle;
import dev.ostiary.core.store.SignInStores;
import dev.ostiary.core.store.StoreContract;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// No change is committed after the call that ended its maker's right was answered, on every store, however the two
/// come together (W06, I04).
public abstract class StandingContract extends StoreContract {
    private static final long A_WHILE_MILLIS = 200;

    private ManagementKey managementKey(Organization organization) {
        ManagementKey key = new ManagementKey(
                ManagementKeyId.create(randomness, tick()),
                new DisplayName("automation"),
                Optional.of(organization.id()),
                Optional.of(Set.of(Permission.PROJECTS_EDIT)),
                newSecret(),
                Optional.empty(),
                stamp("tester"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        store.managementKeys().insert(key);
        return key;
    }

    private Actor actor(ManagementKey key) {
        return key.actor(key.grants())
                .by(new Proof.OfManagementKey(key.id(), Set.of(key.id().value())));
    }

    private ActorTransactions transactions() {
        return StoredStanding.transactions(store, Clock.fixed(START, ZoneOffset.UTC));
    }

    private void revoke(Actor actor, ManagementKey key) {
        Object unused = transactions().ending(Set.of(key.id().value()), actor, _ -> {
            store.managementKeys().update(key.revoked(START));
            return key;
        });
    }

    private boolean mayManageProjects(Actor present, OrganizationId organization) {
        return present.grants().may(Permission.PROJECTS_EDIT, organization);
    }

    /// The end of a right waits for the change that relies on it, and what comes after the end is refused.
    @Test
    void end_duringAChange_waitsForIt() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        ManagementKey key = managementKey(acme);
        ManagementKey theirs = managementKey(globex);
        CompletableFuture<Void> end = transactions().by(actor(key), present -> {
            assertTrue(mayManageProjects(present, acme.id()));
            CompletableFuture<Void> ending = CompletableFuture.runAsync(() -> revoke(Actor.system(), key));
            assertThrows(TimeoutException.class, () -> ending.get(A_WHILE_MILLIS, TimeUnit.MILLISECONDS));
            return ending;
        });
        end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();

        assertRefused(ProblemCode.CREDENTIAL_INVALID, () -> transactions().by(actor(key), present -> present));
        boolean goesOn = transactions().by(actor(theirs), present -> mayManageProjects(present, globex.id()));
        assertTrue(goesOn);
    }

    /// An organization ends after the changes in it that have begun.
    @Test
    void endOfOrganization_duringAChange_waitsForIt() {
        Organization acme = organization("acme");
        ChangeRecorder recorder = recorder();
        DeleteOrganization delete = new DeleteOrganization(store.organizations(), recorder);
        CompletableFuture<?> end = recorder.record(
                        actor(managementKey(acme)), Permission.PROJECTS_EDIT, acme.id(), _ -> {
                            CompletableFuture<?> ending =
                                    CompletableFuture.runAsync(() -> delete.delete(Actor.system(), acme.id()));
                            assertThrows(
                                    TimeoutException.class, () -> ending.get(A_WHILE_MILLIS, TimeUnit.MILLISECONDS));
                            return ending;
                        })
                .value();
        end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        assertEquals(Optional.empty(), store.organizations().find(acme.id()));
    }

    /// What the transaction itself may do is asked of the store, and is not what the actor brought.
    @Test
    void by_handsOutWhatIsGrantedNow() {
        Organization acme = organization("acme");
        Actor actor = actor(managementKey(acme)).with(Grants.everything());

        assertEquals(
                Grants.within(acme.id(), Set.of(Permission.PROJECTS_EDIT)),
                transactions().by(actor, Actor::grants));
    }

    /// Two who end each other's right do not wait for each other: one is first, and the other's is gone then.
    @Test
    void ends_ofEachOther_oneComesFirst() throws Exception {
        Organization acme = organization("acme");
        for (int round = 0; round < 10; round++) {
            ManagementKey[] keys = {managementKey(acme), managementKey(acme)};
            CompletableFuture<?>[] ends = {new CompletableFuture<>(), new CompletableFuture<>()};
            concurrently(2, thread -> {
                try {
                    revoke(actor(keys[thread]), keys[1 - thread]);
                    ends[thread].complete(null);
                } catch (RefusedException gone) {
                    ends[thread].completeExceptionally(gone);
                }
            });
            assertTrue(ends[0].isCompletedExceptionally() != ends[1].isCompletedExceptionally());
        }
    }

    private Accounts accounts() {
        Clock clock = Clock.fixed(START, ZoneOffset.UTC);
        SignInStores stores = store.signIn();
        InstallationTrail trail = new InstallationTrail(store.audit(), randomness, clock);
        Sessions sessions = new Sessions(transactions(), stores.sessions(), store.accounts(), trail, randomness);
        Passwords passwords = new Passwords(
                transactions(),
                store.accounts(),
                stores.passwords(),
                new Credentials(stores.credentials(), trail),
                new QuickPasswordHasher(),
                new SignInThrottle(store.transactions(), stores.attempts(), clock),
                sessions,
                trail);
        return new Accounts(
                transactions(),
                store.accounts(),
                stores.passwords(),
                passwords,
                sessions,
                store.testKeys(),
                recorder(),
                trail,
                randomness);
    }

    private ChangeRecorder recorder() {
        return new ChangeRecorder(
                transactions(),
                store.audit(),
                store.changes(),
                _ -> new Applied(0, 0),
                randomness,
                Clock.fixed(START, ZoneOffset.UTC));
    }

    private Account operator(String email) {
        return new Account(
                AccountId.create(randomness, tick()),
                new EmailAddress(email),
                new DisplayName("Ada"),
                true,
                START,
                Optional.empty());
    }

    /// Of two operators of whom one is disabled and one made none at once, one stays.
    @Test
    void operators_endedAtOnce_oneStays() throws Exception {
        Accounts accounts = accounts();
        for (int round = 0; round < 5; round++) {
            Account[] operators = {operator("one" + round + "@example.com"), operator("two" + round + "@example.com")};
            for (Account operator : operators) {
                store.accounts().insert(operator);
            }
            concurrently(2, thread -> {
                try {
                    var _ = thread == 0
                            ? accounts.disable(Actor.system(), operators[0].id())
                            : accounts.edit(
                                    Actor.system(),
                                    operators[1].id(),
                                    new AccountEdit(Optional.empty(), Optional.of(false)),
                                    Precondition.NONE);
                } catch (RefusedException last) {
                    assertEquals(ProblemCode.LAST_OPERATOR, last.code());
                }
            });
            List<Account> left = store.accounts().list(PageRequest.first()).items().stream()
                    .filter(account -> account.isActive() && account.isOperator())
                    .toList();
            assertEquals(1, left.size());
            Account last = left.getFirst();
            store.accounts().update(last.disabled(Optional.of(START)));
        }
    }
}
