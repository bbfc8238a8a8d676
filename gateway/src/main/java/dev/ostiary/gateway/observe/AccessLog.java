package dev.ostiary.gateway.observe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what the event loops hand over, on a thread of its own, so that no disk and no pipe ever holds a request up.
final class AccessLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int BATCH_BYTES = 48 * 1024;

    private final AccessLogSettings settings;
    private final Clock clock;
    private final List<AccessFeed> feeds = new CopyOnWriteArrayList<>();
    private final AccessLine line = new AccessLine();
    private final Counters written = new Counters(1);
    private final Counters failed = new Counters(1);
    private @Nullable WritableByteChannel channel;
    private @Nullable Thread thread;
    private boolean isFailing;
    private boolean isTorn;
    private volatile boolean isReopenAsked;
    private volatile boolean isClosed;

    private AccessLog(AccessLogSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Opens the log, and begins to write when it is on.
    ///
    /// @throws IOException when the file cannot be written
    static AccessLog open(AccessLogSettings settings, Clock clock) throws IOException {
        AccessLog log = new AccessLog(settings, clock);
        if (settings.isOn()) {
            log.channel = log.openChannel();
            log.thread = Thread.ofPlatform().name("access-log").daemon().start(log::run);
        }
        return log;
    }

    /// The way in for one event loop.
    ///
    /// @param cap how many refusals and how many failures of it are written a second
    AccessFeed feed(int cap) {
        AccessFeed feed = new AccessFeed(settings, cap);
        feeds.add(feed);
        return feed;
    }

    /// Opens the file anew before the next line is written: whoever rotates it has moved it away.
    void reopen() {
        isReopenAsked = true;
    }

    /// How many lines were written.
    long written() {
        return written.get(0);
    }

    /// How many lines were lost because they could not be written.
    long failed() {
        return failed.get(0);
    }

    /// How many lines were dropped for that reason before they came here.
    long dropped(AccessFeed.Dropped why) {
        long sum = 0;
        for (AccessFeed feed : feeds) {
            sum += feed.dropped(why);
        }
        return sum;
    }

    private @Nullable WritableByteChannel openChannel() throws IOException {
        return switch (settings.target()) {
            case AccessLogSettings.Target.Off() -> null;
            case AccessLogSettings.Target.StandardOutput() ->
                Channels.newChannel(new FileOutputStream(FileDescriptor.out));
            case AccessLogSettings.Target.File(Path path) ->
                Files.newByteChannel(
                        path,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                        attributes(path));
        };
    }

    /// A log tells who called what: for this account and its group only.
    private static FileAttribute<?>[] attributes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))
                }
                : new FileAttribute<?>[0];
    }

    private void run() {
        boolean isLast;
        do {
            isLast = isClosed;
            if (isReopenAsked) {
                isReopenAsked = false;
                replaceChannel();
            }
            if (!drain() && !isLast) {
                LockSupport.parkNanos(PAUSE);
            }
        } while (!isLast);
        closeChannel();
    }

    private void replaceChannel() {
        try {
            WritableByteChannel opened = openChannel();
            closeChannel();
            channel = opened;
            isTorn = false;
            line.clear();
        } catch (IOException failure) {
            LOG.atWarn().setCause(failure).log("the access log cannot be opened anew; the old file is written on");
        }
    }

    /// Writes what has come.
    ///
    /// @return whether there was anything
    private boolean drain() {
        long millisOfNanos = clock.millis() - System.nanoTime() / 1_000_000;
        boolean hasCome = false;
        int lines = 0;
        for (AccessFeed feed : feeds) {
            for (AccessEntry entry = feed.ring().poll();
                    entry != null;
                    entry = feed.ring().poll()) {
                hasCome = true;
                line.write(entry, entry.startNanos() / 1_000_000 + millisOfNanos);
                lines++;
                if (line.length() >= BATCH_BYTES) {
                    flush(lines);
                    lines = 0;
                }
            }
        }
        if (lines > 0) {
            flush(lines);
        }
        return hasCome;
    }

    private void flush(int lines) {
        ByteBuffer bytes = line.written();
        WritableByteChannel open = channel;
        try {
            while (open != null && bytes.hasRemaining()) {
                open.write(bytes);
            }
            written.add(0, lines);
            isTorn = false;
            isFailing = false;
        } catch (IOException failure) {
            failed.add(0, lines);
            isTorn |= bytes.position() > 0;
            if (!isFailing) {
                LOG.atWarn().setCause(failure).log("the access log cannot be written; lines are lost");
            }
            isFailing = true;
        }
        line.clear();
        if (isTorn) {
            line.endTornLine();
        }
    }

    private void closeChannel() {
        WritableByteChannel open = channel;
        if (open == null || settings.target() instanceof AccessLogSettings.Target.StandardOutput) {
            return;
        }
        try {
            open.close();
        } catch (IOException failure) {
            LOG.atWarn().setCause(failure).log("the access log cannot be closed");
        }
    }

    /// Writes what was handed over so far, and ends.
    @Override
    public void close() {
        isClosed = true;
        Thread writer = thread;
        if (writer == null) {
            return;
        }
        try {
            LockSupport.unpark(writer);
            if (!writer.join(PATIENCE)) {
                writer.interrupt();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
