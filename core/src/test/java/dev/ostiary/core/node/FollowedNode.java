package dev.ostiary.core.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.PackedKeyDirectory;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RouteSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A node that follows a [CoreFixture]'s store, and what it tells of itself.
final class FollowedNode implements RouteSink, FollowerListener, AutoCloseable {
    /// What a follower may say, and the number it says with it.
    record Word(String what, long seq, int keys) {}

    static final NodeId ID = new NodeId("node-under-test");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final PackedKeyDirectory directory = new PackedKeyDirectory();
    final Follower follower;
    final BlockingQueue<Word> words = new LinkedBlockingQueue<>();
    volatile List<GatewayRoute> routes = List.of();

    private final CoreFixture core;

    FollowedNode(CoreFixture core) {
        this(core, core.store.dataPlane());
    }

    /// @param source what it reads in the place of the store's own
    FollowedNode(CoreFixture core, DataPlaneSource source) {
        this.core = core;
        this.follower = new Follower(
                Heartbeats.identity(ID.value()),
                core.store.feed(),
                source,
                directory,
                this,
                core.store.nodes(),
                this,
                core.clock);
    }

    /// Starts and waits until everything is loaded and reported.
    FollowedNode started() throws InterruptedException {
        follower.start();
        awaitApplied(core.store.feed().head());
        return this;
    }

    /// Waits until the node has reported that number or a higher one.
    void awaitApplied(long seq) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (core.store.nodes().list().stream()
                .noneMatch(node -> node.heartbeat().appliedSeq() >= seq)) {
            assertTrue(System.nanoTime() < deadline, "the node never got to " + seq);
            core.store.nodes().awaitReport(PATIENCE);
        }
    }

    /// The next thing it says of that sort.
    Word awaitWord(String what) throws InterruptedException {
        while (true) {
            Word word = Objects.requireNonNull(words.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), what);
            if (word.what().equals(what)) {
                return word;
            }
        }
    }

    /// What the node knows of a key.
    @Nullable
    KeyEntry find(IssuedKey key) {
        return directory.find(key.key().secret().digest());
    }

    @Override
    public void replace(RouteSnapshot snapshot) {
        routes = snapshot.routes();
    }

    @Override
    public void creditsUnknown() {
        words.add(new Word("credits unknown", 0, 0));
    }

    @Override
    public void loaded(long seq, int keys, Duration took) {
        words.add(new Word("loaded", seq, keys));
    }

    @Override
    public void failed(RuntimeException failure) {
        words.add(new Word("failed", 0, 0));
    }

    @Override
    public void recovered() {
        words.add(new Word("recovered", 0, 0));
    }

    @Override
    public void close() {
        follower.close();
    }
}
