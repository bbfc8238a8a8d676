package dev.ostiary.store;

import dev.ostiary.core.change.ChangeFeed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who wants to be woken by changes.
final class Subscribers {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);

    private final List<Call> calls = new CopyOnWriteArrayList<>();

    ChangeFeed.Subscription add(Runnable onChange) {
        Call call = new Call(onChange);
        calls.add(call);
        return call;
    }

    /// Calls them all. What one of them throws keeps neither the others nor the caller from going on.
    void wake() {
        for (Call call : calls) {
            try {
                call.onChange.run();
            } catch (RuntimeException bug) {
                LOG.atError().setCause(bug).log("a subscriber of the change feed failed");
            }
        }
    }

    /// One subscription; the same callback may be subscribed twice.
    private final class Call implements ChangeFeed.Subscription {
        private final Runnable onChange;

        Call(Runnable onChange) {
            this.onChange = onChange;
        }

        @Override
        public void close() {
            calls.remove(this);
        }
    }
}
