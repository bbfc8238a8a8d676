package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.DeployAgent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.BindingTargets;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.IssueKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeyRules;
import dev.ostiary.core.key.NewKey;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.route.StoredBindingTargets;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.standing.StoredStanding;
import dev.ostiary.core.store.StoreContract;
import dev.ostiary.core.usage.KeyUsage;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What both SQL stores do beyond the ports' contracts.
abstract class SqlStoreContract extends StoreContract {
    /// Who reads outside a transaction neither waits for one that writes nor sees what it has not committed.
    @Test
    void read_besideAWriter_goesOn() {
        Organization acme = organization("acme");
        inTransaction(() -> {
            store.organizations().update(acme.renamed(new DisplayName("Not yet")));
            long unused = store.changes().append(Change.Kind.ROUTES, "half done");
            CompletableFuture<Organization> name = CompletableFuture.supplyAsync(
                    () -> store.organizations().find(acme.id()).orElseThrow(),
                    task -> Thread.ofPlatform().start(task));
            CompletableFuture<Long> head = CompletableFuture.supplyAsync(
                    () -> store.feed().head(), task -> Thread.ofPlatform().start(task));

            assertEquals(acme, within(name));
            assertEquals(0, within(head));
        });
    }

    private static <T> T within(CompletableFuture<T> answer) {
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /// All keys are streamed, many more than are fetched at a time, and others may write meanwhile, the reader's
    /// own thread too.
    @Test
    void readKeys_manyKeys_streamsThemAll() {
        Organization acme = organization("acme");
        int count = 5003;
        inTransaction(() -> {
            for (int number = 0; number < count; number++) {
                ApiKey unused = key(acme, "key " + number);
            }
        });
        Set<KeyId> read = new HashSet<>();
        store.dataPlane().readKeys(row -> {
            if (read.isEmpty()) {
                ApiKey unused = key(acme, "meanwhile");
            }
            assertTrue(read.add(row.entry().id()));
        });

        assertEquals(count, read.size());
    }

    /// A key for another organization's agent cannot be stored, whatever bug asks for it (I01).
    @Test
    void insert_bindingAcrossOrganizations_fails() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        var agent = agent(globex, "theirs");
        var production = environment(globex, "production");

        assertThrows(StoreException.class, () -> key(acme, "stray", agent, production));
        assertEquals(
                List.of(),
                store.keys()
                        .list(acme.id(), KeyFilter.all(), PageRequest.first())
                        .items());
    }

    /// Operations that hold the same rows in different order, and add rows that refer to them, all come to an end.
    @Test
    void operations_atOnce_doNotWaitInACircle() throws Exception {
        Organization acme = organization("acme");
        Agent agent = agent(acme, "support");
        Environment production = environment(acme, "production");
        Pepper pepper = MasterKey.generate(randomness).pepper(1);
        ChangeRecorder recorder = new ChangeRecorder(
                StoredStanding.transactions(store, Clock.fixed(START, ZoneOffset.UTC)),
                store.audit(),
                store.changes(),
                seq -> new Applied(0, 0),
                randomness,
                Clock.fixed(START, ZoneOffset.UTC));
        BindingTargets targets = new StoredBindingTargets(
                store.organizations(), store.agents(), store.environments(), store.deployments(), store.routes());
        IssueKey issue = new IssueKey(
                store.keys(),
                store.credits(),
                targets,
                new KeyRules(store.keyPolicies(), store.keys()),
                recorder,
                randomness,
                () -> pepper);
        DeployAgent deploy =
                new DeployAgent(store.agents(), store.environments(), store.deployments(), recorder, randomness);
        KeyBinding binding = new KeyBinding.AgentInEnvironment(agent.id(), production.id());
        Recorded<?> first = deploy.deploy(Actor.system(), acme.id(), agent.id(), production.id());
        assertEquals(new Applied(0, 0), first.applied());
        concurrently(6, thread -> {
            for (int turn = 0; turn < 20; turn++) {
                DisplayName name = new DisplayName("key " + thread + " " + turn);
                Recorded<?> unused = thread % 2 == 0
                        ? issue.issue(Actor.system(), acme.id(), new NewKey(name, binding, new Expiry.Never()))
                        : deploy.deploy(Actor.system(), acme.id(), agent.id(), production.id());
            }
        });

        assertEquals(121, store.feed().head());
        assertEquals(61, store.deployments().newestRevision(acme.id(), agent.id(), production.id()));
    }

    /// To hold a row outside a transaction would hold nothing: a bug, and told as one.
    @Test
    void lock_outsideATransaction_fails() {
        Organization acme = organization("acme");

        assertThrows(IllegalStateException.class, () -> store.organizations().lock(acme.id()));
        assertThrows(IllegalStateException.class, () -> store.keys().lockLive(acme.id(), KeyFilter.all()));
    }

    /// Failures are logged with their causes, so no message of them may hold a digest or a name (L02).
    @Test
    void failure_messages_holdNoValues() {
        Organization acme = organization("acme");
        ApiKey first = key(acme, "canary-name");
        ApiKey second = newKey(acme, "canary-name-two", new KeyBinding.WholeOrganization());
        ApiKey sameDigest = new ApiKey(
                second.id(),
                acme.id(),
                second.name(),
                second.publicId(),
                first.secret(),
                second.binding(),
                second.labels(),
                second.restrictions(),
                Optional.empty(),
                second.created(),
                second.changed(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        StoreException failure =
                assertThrows(StoreException.class, () -> store.keys().insert(sameDigest));

        String digest = HexFormat.of().formatHex(first.secret().digest().bytes());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = cause.toString();
            assertFalse(text.contains(digest) || text.contains("canary"), text);
        }
    }

    /// A store that cannot be asked says so, by every port, and by the same exception.
    @Test
    void anyPort_closed_isAStoreException() {
        Organization acme = organization("acme");
        ApiKey key = key(acme, "CI");
        store.close();

        List<Executable> calls = List.of(
                () -> inTransaction(() -> {}),
                () -> store.installation().masterKeyCheck(),
                () -> store.installation().initialise("check"),
                () -> store.organizations().find(acme.id()),
                () -> store.organizations().update(acme),
                () -> store.environments().list(acme.id(), PageRequest.first()),
                () -> store.agents().findBySlug(acme.id(), acme.slug()),
                () -> store.deployments()
                        .listLive(acme.id(), newAgent(acme, "agent").id()),
                () -> store.keys().find(acme.id(), key.id()),
                () -> store.keys().update(key),
                () -> store.managementKeys().findByDigest(key.secret().digest()),
                () -> store.audit().append(event(acme)),
                () -> store.audit().list(AuditChain.of(acme.id()), AuditFilter.NONE, PageRequest.first()),
                () -> store.audit().after(AuditChain.of(acme.id()), AuditFilter.NONE, 0, 1),
                () -> store.audit().head(AuditChain.of(acme.id())),
                () -> store.audit().chains(),
                () -> store.usage().add(List.of(new KeyUsage(key.id(), 1, START))),
                () -> store.usage().find(List.of(key.id())),
                () -> store.changes().append(Change.Kind.KEY, key.id().value()),
                () -> store.feed().head(),
                () -> store.feed().after(0, 1),
                () -> store.routes().list(acme.id(), PageRequest.first()),
                () -> store.policies().list(acme.id(), PageRequest.first()),
                () -> store.denials().find(acme.id(), "req_1"),
                () -> store.denials().forgetBefore(START),
                () -> store.changes().forgetAllBut(1),
                () -> store.dataPlane().readKeys(row -> {}),
                () -> store.dataPlane().keys(List.of(key.id())),
                () -> store.dataPlane().routes());
        for (Executable call : calls) {
            assertThrows(StoreException.class, call);
        }
    }

    private AuditEvent event(Organization organization) {
        var at = tick();
        return new AuditEvent(
                AuditEventId.create(randomness, at),
                Optional.of(organization.id()),
                at,
                Actor.system(),
                AuditAction.KEY_REVOKED,
                new AuditSubject("key", "subject", "name"),
                AuditChanges.NONE);
    }
}
