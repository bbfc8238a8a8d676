package dev.ostiary.core.precondition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.DeleteKey;
import dev.ostiary.core.key.EditKey;
import dev.ostiary.core.key.KeyEdit;
import dev.ostiary.core.key.KeyPolicy;
import dev.ostiary.core.key.SetKeyPolicy;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.route.DeleteRoute;
import dev.ostiary.core.route.EditRoute;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.StoredBindingTargets;
import dev.ostiary.core.standing.StoredStanding;
import dev.ostiary.core.store.RoutedStoreContract;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Of several who have seen the same version of a thing, one changes it, on every store. The clock stands still:
/// versions differ also within a millisecond.
public abstract class PreconditionContract extends RoutedStoreContract {
    private Organization acme;
    private ChangeRecorder recorder;

    @BeforeEach
    final void prepare() {
        acme = organization("acme");
        recorder = new ChangeRecorder(
                StoredStanding.transactions(store, Clock.fixed(START, ZoneOffset.UTC)),
                store.audit(),
                store.changes(),
                seq -> new Applied(0, 0),
                randomness,
                Clock.fixed(START, ZoneOffset.UTC));
    }

    private static Precondition only(Version version) {
        return new Precondition(Optional.of(Set.of(version)));
    }

    private static void assertOneOf(int count, IntConsumer change) throws Exception {
        List<Integer> changed = new CopyOnWriteArrayList<>();
        List<ProblemCode> refused = new CopyOnWriteArrayList<>();
        concurrently(count, thread -> {
            try {
                change.accept(thread);
                changed.add(thread);
            } catch (RefusedException late) {
                refused.add(late.code());
            }
        });
        assertEquals(1, changed.size(), refused.toString());
        assertEquals(
                List.of(ProblemCode.PRECONDITION_FAILED),
                refused.stream().distinct().toList());
    }

    /// Two who edit the same key: the second is told, and nothing of the first is lost.
    @Test
    void editKey_atOnce_onceOnly() throws Exception {
        ApiKey key = key(acme, "k");
        EditKey edit = new EditKey(store.keys(), recorder);

        assertOneOf(
                4,
                thread -> edit.edit(
                        Actor.system(),
                        acme.id(),
                        key.id(),
                        KeyEdit.rename(new DisplayName("renamed " + thread)),
                        only(key.version())));
    }

    /// Who deletes a key that was edited since is told.
    @Test
    void deleteKey_afterEdit_isRefused() {
        ApiKey key = key(acme, "k");
        ApiKey edited = new EditKey(store.keys(), recorder)
                .edit(Actor.system(), acme.id(), key.id(), KeyEdit.rename(new DisplayName("other")))
                .value();
        DeleteKey delete = new DeleteKey(store.keys(), recorder);

        assertNotEquals(key.version(), edited.version());
        assertRefused(
                ProblemCode.PRECONDITION_FAILED,
                () -> delete.delete(Actor.system(), acme.id(), key.id(), only(key.version())));
        assertEquals(Optional.of(edited), store.keys().find(acme.id(), key.id()));
        delete.delete(Actor.system(), acme.id(), key.id(), only(edited.version()));
        assertEquals(Optional.empty(), store.keys().find(acme.id(), key.id()));
    }

    /// The same of a route, edited and deleted.
    @Test
    void route_atOnce_onceOnly() throws Exception {
        Route route = route(acme, "models");
        EditRoute edit = new EditRoute(store.routes(), recorder);
        DeleteRoute delete = new DeleteRoute(store.routes(), store.policies(), store.keys(), recorder);

        assertOneOf(
                4,
                thread -> edit.edit(
                        Actor.system(),
                        acme.id(),
                        route.id(),
                        new Slug("renamed-" + thread),
                        route.settings(),
                        only(route.version())));
        assertRefused(
                ProblemCode.PRECONDITION_FAILED,
                () -> delete.delete(Actor.system(), acme.id(), route.id(), only(route.version())));
    }

    /// The same of what is allowed of keys, which has no row before it is first set.
    @Test
    void keyPolicy_atOnce_onceOnly() throws Exception {
        SetKeyPolicy set = new SetKeyPolicy(
                new StoredBindingTargets(
                        store.organizations(),
                        store.agents(),
                        store.environments(),
                        store.deployments(),
                        store.routes()),
                store.keyPolicies(),
                recorder);

        assertOneOf(
                4,
                thread -> set.set(
                        Actor.system(),
                        acme.id(),
                        new KeyPolicy(Optional.empty(), true, Optional.of(100 + thread)),
                        only(KeyPolicy.OPEN.version(acme.id()))));
    }

    /// What is read again has the version it had when it was written, whatever node reads it.
    @Test
    void version_isTheSameWhenReadAgain() {
        ApiKey key = key(acme, "k");
        Route route = route(acme, "models");

        assertEquals(
                key.version(),
                store.keys().find(acme.id(), key.id()).orElseThrow().version());
        assertEquals(
                route.version(),
                store.routes().find(acme.id(), route.id()).orElseThrow().version());
    }
}
