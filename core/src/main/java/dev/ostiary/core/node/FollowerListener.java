package dev.ostiary.core.node;

import java.time.Duration;

/// Hears what becomes of a [Follower]; called on its thread.
public interface FollowerListener {
    /// Everything was loaded, as of change `seq`.
    void loaded(long seq, int keys, Duration took);

    /// The store could not be read, or something in it not be understood; what is known stays in force, and it is
    /// tried again.
    void failed(RuntimeException failure);

    /// The store can be read again.
    void recovered();
}
