package dev.ostiary.app.server;

import dev.ostiary.core.node.FollowerListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what becomes of a follower. A failure that goes on is written once.
final class LoggingFollowerListener implements FollowerListener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.ostiary.follower");

    private boolean hasFailed;

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
        if (!hasFailed) {
            hasFailed = true;
            LOG.atWarn().setCause(failure).log("changes cannot be read; what is known stays in force");
        }
    }

    @Override
    public void recovered() {
        hasFailed = false;
        LOG.atInfo().log("changes can be read again");
    }
}
