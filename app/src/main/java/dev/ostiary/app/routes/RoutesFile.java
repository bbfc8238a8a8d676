package dev.ostiary.app.routes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file of routes, read anew when it changes. A file that is wrong changes nothing: the routes read before stay, and
/// everything that is wrong is logged with its line.
public final class RoutesFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoutesFile.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Path path;
    private final Thread watch;
    private @Nullable MergedRoutes routes;
    private List<FileRoute> current;
    private @Nullable State seen;

    private RoutesFile(Path path, List<FileRoute> current, @Nullable State seen) {
        this.path = path;
        this.current = current;
        this.seen = seen;
        this.watch = Thread.ofVirtual().name("routes-file").unstarted(this::watch);
    }

    private record State(
            FileTime modified, long size, @Nullable Object key) {
        static @Nullable State of(Path path) {
            try {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new State(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException gone) {
                return null;
            }
        }
    }

    /// Reads the file.
    ///
    /// @throws RoutesFileException with everything that is wrong in it
    /// @throws IOException when it cannot be read
    public static RoutesFile read(Path path) throws RoutesFileException, IOException {
        State state = State.of(path);
        return new RoutesFile(path, parse(path), state);
    }

    private static List<FileRoute> parse(Path path) throws RoutesFileException, IOException {
        try {
            return RoutesFileParser.parse(Files.readString(path, StandardCharsets.UTF_8));
        } catch (CharacterCodingException notUtf8) {
            throw new RoutesFileException(List.of(new FileProblem(1, 1, "save the file as UTF-8")));
        }
    }

    /// Hands the routes on, now and after every change from now on.
    public void follow(MergedRoutes sink) {
        synchronized (this) {
            routes = sink;
            sink.replaceFile(current);
        }
        watch.start();
    }

    /// Reads the file again, changed or not.
    public synchronized void reload() {
        MergedRoutes sink = routes;
        if (sink == null) {
            return;
        }
        seen = State.of(path);
        try {
            current = parse(path);
            sink.replaceFile(current);
            LOG.atInfo().addKeyValue("routes", current.size()).log("the routes file was read again");
        } catch (RoutesFileException wrong) {
            for (FileProblem problem : wrong.problems()) {
                LOG.atError()
                        .addKeyValue("line", problem.line())
                        .addKeyValue("column", problem.column())
                        .addKeyValue("problem", problem.message())
                        .log("the routes file is wrong; the routes read before stay");
            }
        } catch (IOException unreadable) {
            LOG.atError()
                    .addKeyValue("cause", unreadable.getClass().getSimpleName())
                    .log("the routes file cannot be read; the routes read before stay");
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(POLL);
                if (hasChanged()) {
                    reload();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean hasChanged() {
        State now = State.of(path);
        return now != null ? !now.equals(seen) : seen != null;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
