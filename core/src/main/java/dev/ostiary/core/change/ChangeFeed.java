package dev.ostiary.core.change;

import java.util.List;

/// Reads changes in order and tells when there are new ones.
public interface ChangeFeed {
    /// The number of the newest committed change; 0 before the first.
    long head();

    /// The committed changes with numbers greater than `seq`, in order, at most `limit`.
    List<Change> after(long seq, int limit);

    /// Calls back, on a thread of the feed, soon after a change was committed anywhere. A call may be missed (a
    /// connection can break), so whoever follows polls besides. The callback must not block.
    ///
    /// @return ends the subscription when closed
    Subscription subscribe(Runnable onChange);

    /// A subscription that ends when closed.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
