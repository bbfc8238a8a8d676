package dev.ostiary.core.secret;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The generations of the master key that this process works with at the moment, and which of them new things are made
/// under. Changes while the process runs. Thread safe.
public final class MasterKeyRing {
    private final List<Consumer<List<Pepper>>> followers = new CopyOnWriteArrayList<>();
    private volatile State state;

    /// @param active the generation that new things are made under; one of the keyset
    public MasterKeyRing(MasterKeyset keyset, int active) {
        this.state = State.of(keyset, active);
    }

    private record State(MasterKeyset keyset, int active, Pepper pepper, List<Pepper> peppers) {
        static State of(MasterKeyset keyset, int active) {
            MasterKey key = keyset.find(active)
                    .orElseThrow(() -> new IllegalArgumentException("no generation " + active + " in " + keyset));
            return new State(keyset, active, key.pepper(active), keyset.peppers());
        }
    }

    public MasterKeyset keyset() {
        return state.keyset();
    }

    /// The generation that new things are made under.
    public int active() {
        return state.active();
    }

    /// The master key that new things are made under.
    public Generation newest() {
        State now = state;
        return new Generation(now.active(), now.keyset().find(now.active()).orElseThrow());
    }

    /// A master key with its number.
    public record Generation(int number, MasterKey key) {}

    /// The master key of that number.
    public Optional<MasterKey> find(int generation) {
        return state.keyset().find(generation);
    }

    /// The pepper that new digests are made under.
    public Pepper pepper() {
        return state.pepper();
    }

    /// Every pepper that a stored digest may have been made under, newest first.
    public List<Pepper> peppers() {
        return state.peppers();
    }

    /// Goes over to other generations.
    ///
    /// @param active the generation that new things are made under; one of the keyset
    public synchronized void replace(MasterKeyset keyset, int active) {
        State before = state;
        if (before.active() == active && before.keyset().equals(keyset)) {
            return;
        }
        state = State.of(keyset, active);
        if (!before.keyset().equals(keyset)) {
            followers.forEach(follower -> follower.accept(state.peppers()));
        }
    }

    /// Hands on every list of peppers that follows the present one.
    public void follow(Consumer<List<Pepper>> follower) {
        followers.add(follower);
    }
}
