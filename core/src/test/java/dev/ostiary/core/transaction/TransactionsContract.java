package dev.ostiary.core.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.StoreContract;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What all [Transactions] do, with every port that takes part in them.
public abstract class TransactionsContract extends StoreContract {
    private Organization acme;

    @BeforeEach
    final void createOrganization() {
        acme = organization("acme");
    }

    private List<ApiKey> keys() {
        return store.keys()
                .list(acme.id(), KeyFilter.all(), PageRequest.first())
                .items();
    }

    private List<AuditEntry> events() {
        return store.audit()
                .list(AuditChain.of(acme.id()), AuditFilter.NONE, PageRequest.first())
                .items();
    }

    private void issueAndRecord(String name) {
        ApiKey key = key(acme, name);
        var at = tick();
        store.audit()
                .append(new AuditEvent(
                        AuditEventId.create(randomness, at),
                        Optional.of(acme.id()),
                        at,
                        Actor.system(),
                        AuditAction.KEY_ISSUED,
                        new AuditSubject("key", key.id().value(), name),
                        AuditChanges.NONE));
        long unused = store.changes().append(Change.Kind.KEY, key.id().value());
    }

    private void assertNothingHappened() {
        assertEquals(List.of(), keys());
        assertEquals(List.of(), events());
        assertEquals(0, store.feed().head());
        assertEquals(List.of(), store.feed().after(0, 10));
    }

    /// Row, audit event and change are there together, and the work's answer is the transaction's.
    @Test
    void inTransaction_commits() {
        String answer = store.transactions().inTransaction(() -> {
            issueAndRecord("CI");
            return "done";
        });

        assertEquals("done", answer);
        assertEquals(1, keys().size());
        assertEquals(1, events().size());
        assertEquals(1, store.feed().head());
    }

    /// What the work wrote it can read, before it is committed.
    @Test
    void inTransaction_seesItsOwnWrites() {
        inTransaction(() -> {
            issueAndRecord("CI");

            assertEquals(1, keys().size());
            assertEquals(1, events().size());
            assertEquals(1, store.feed().head());
        });
    }

    /// An exception out of the work comes through as it is, and row, audit event and change are gone together.
    @Test
    void inTransaction_failure_rollsBack() {
        ArithmeticException failure = new ArithmeticException("afterwards");

        ArithmeticException thrown = assertThrows(
                ArithmeticException.class,
                () -> inTransaction(() -> {
                    issueAndRecord("CI");
                    throw failure;
                }));

        assertSame(failure, thrown);
        assertNothingHappened();
    }

    /// An error is no way to commit either.
    @Test
    void inTransaction_error_rollsBack() {
        StackOverflowError failure = new StackOverflowError();

        StackOverflowError thrown = assertThrows(
                StackOverflowError.class,
                () -> inTransaction(() -> {
                    issueAndRecord("CI");
                    throw failure;
                }));

        assertSame(failure, thrown);
        assertNothingHappened();
    }

    /// A refusal comes through as it is, whether the operation or the store refuses, and nothing was changed.
    @Test
    void inTransaction_refusal_rollsBack() {
        assertRefused(
                ProblemCode.RESOURCE_NOT_FOUND,
                () -> inTransaction(() -> {
                    issueAndRecord("CI");
                    throw RefusedException.notFound();
                }));
        assertNothingHappened();

        assertRefused(
                ProblemCode.KEY_NAME_TAKEN,
                () -> inTransaction(() -> {
                    issueAndRecord("CI");
                    issueAndRecord("CI");
                }));
        assertNothingHappened();
    }

    /// A call inside a call joins it: both commit together.
    @Test
    void inTransaction_nested_commitsOnce() {
        inTransaction(() -> {
            issueAndRecord("outer");
            inTransaction(() -> issueAndRecord("inner"));
            assertEquals(2, keys().size());
        });

        assertEquals(2, keys().size());
        assertEquals(2, store.feed().head());
    }

    /// When the outer work fails, what the inner one did is gone too.
    @Test
    void inTransaction_outerFails_rollsBackInner() {
        assertThrows(
                ArithmeticException.class,
                () -> inTransaction(() -> {
                    inTransaction(() -> issueAndRecord("inner"));
                    throw new ArithmeticException("afterwards");
                }));

        assertNothingHappened();
    }

    /// When the inner work fails and the outer one swallows that, half of the whole would be left: nothing is
    /// committed, and the mistake comes to light.
    @Test
    void inTransaction_innerFailureSwallowed_commitsNothing() {
        assertThrows(
                IllegalStateException.class,
                () -> inTransaction(() -> {
                    issueAndRecord("outer");
                    assertThrows(
                            ArithmeticException.class,
                            () -> inTransaction(() -> {
                                issueAndRecord("inner");
                                throw new ArithmeticException("in the middle");
                            }));
                }));

        assertNothingHappened();
    }

    /// A transaction that failed leaves nothing behind on its thread: the next begins anew.
    @Test
    void inTransaction_afterFailure_worksAgain() {
        assertRefused(
                ProblemCode.KEY_NAME_TAKEN,
                () -> inTransaction(() -> {
                    issueAndRecord("CI");
                    issueAndRecord("CI");
                }));
        inTransaction(() -> issueAndRecord("CI"));

        assertEquals(1, keys().size());
        assertEquals(1, store.feed().head());
    }

    /// Another thread is not in the transaction: what it writes stays when that is rolled back.
    @Test
    void inTransaction_otherThread_isApart() throws Exception {
        Organization globex = organization("globex");
        CompletableFuture<Void> other = new CompletableFuture<>();
        assertThrows(
                ArithmeticException.class,
                () -> inTransaction(() -> {
                    Organization renamed = acme.renamed(new DisplayName("Half done"));
                    store.organizations().update(renamed);
                    Thread unused = Thread.ofPlatform().start(() -> {
                        store.organizations().update(globex.renamed(new DisplayName("Done")));
                        other.complete(null);
                    });
                    throw new ArithmeticException("afterwards");
                }));
        other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertEquals(Optional.of(acme), store.organizations().find(acme.id()));
        assertEquals(
                Optional.of(globex.renamed(new DisplayName("Done"))),
                store.organizations().find(globex.id()));
    }
}
