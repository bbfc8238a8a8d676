package dev.ostiary.gateway.credit;

import dev.ostiary.core.problem.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells in the log when the store of credits goes away and when it is back, once each.
final class StoreWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final AtomicBoolean isAway = new AtomicBoolean();

    void lost(StoreException failure) {
        if (isAway.compareAndSet(false, true)) {
            LOG.atWarn()
                    .setCause(failure)
                    .log("credits cannot be taken; calls go on where credits were left, and are owed");
        }
    }

    void recovered() {
        if (isAway.compareAndSet(true, false)) {
            LOG.atInfo().log("credits can be taken again");
        }
    }
}
