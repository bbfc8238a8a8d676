package dev.ostiary.app.server;

import dev.ostiary.core.node.FollowerListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what becomes of a follower. A failure that goes on is written once; one of another kind is another.
final class LoggingFollowerListener implements FollowerListener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.ostiary.follower");

    private @Nullable Class<?> failing;

    @Override
    public void loaded(long seq, int keys, Duration took) {
        LOG.atInfo()
                .addKeyValue("change", seq)
                .addKeyValue("keys", keys)
                .addKeyValue("millis", took.toMillis())
                .log("keys and routes are loaded");
    }

    @Override
    public void failed(RuntimeException failure) {
        if (failure.getClass() != failing) {
            failing = failure.getClass();
            LOG.atWarn().setCause(failure).log("changes cannot be read; what is known stays in force");
        }
    }

    @Override
    public void recovered() {
        failing = null;
        LOG.atInfo().log("changes can be read again");
    }
}
