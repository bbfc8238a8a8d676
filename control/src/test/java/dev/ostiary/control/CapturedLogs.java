package dev.ostiary.control;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/// Everything that is logged while it is open, through SLF4J and through `java.util.logging`, which the server uses.
final class CapturedLogs implements AutoCloseable {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final java.util.logging.Logger julRoot = LogManager.getLogManager().getLogger("");
    private final Appender appender = new Appender();
    private final JulHandler julHandler = new JulHandler();

    private CapturedLogs(Map<String, Level> levels) {
        levels.forEach((name, level) -> context.getLogger(name).setLevel(level));
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
        julRoot.addHandler(julHandler);
    }

    /// Our own words at every level, the libraries' at INFO.
    static CapturedLogs usual() {
        return new CapturedLogs(
                Map.of("ROOT", Level.INFO, "dev.ostiary.control.problem", Level.TRACE, "dev.ostiary", Level.TRACE));
    }

    /// Everybody's at every level.
    static CapturedLogs all() {
        return new CapturedLogs(
                Map.of("ROOT", Level.TRACE, "dev.ostiary.control.problem", Level.TRACE, "dev.ostiary", Level.TRACE));
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        julRoot.removeHandler(julHandler);
        root.detachAppender(appender);
        root.setLevel(Level.WARN);
        context.getLogger("dev.ostiary").setLevel(null);
        context.getLogger("dev.ostiary.control.problem").setLevel(Level.ERROR);
    }

    private final class Appender extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + " "
                    + event.getKeyValuePairs() + " " + event.getMDCPropertyMap() + " " + trace);
        }
    }

    private final class JulHandler extends Handler {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLoggerName() + " " + record.getMessage() + " " + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
