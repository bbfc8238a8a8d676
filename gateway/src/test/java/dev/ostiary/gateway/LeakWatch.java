package dev.ostiary.gateway;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Has Netty follow every buffer, and tells which were given up without being released.
public final class LeakWatch {
    private static final ListAppender<ILoggingEvent> REPORTS = new ListAppender<>();

    static {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        REPORTS.list = Collections.synchronizedList(new ArrayList<>());
        REPORTS.start();
        ((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(REPORTS);
    }

    private LeakWatch() {}

    /// Follows every buffer from now on.
    public static void begin() {
        // The initializer does it, once.
    }

    /// Leaks found so far.
    public static List<String> reports() {
        System.gc();
        for (int i = 0; i < 50; i++) {
            // Netty looks for lost buffers whenever it makes one.
            ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(16);
            buffer.release();
        }
        return REPORTS.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
