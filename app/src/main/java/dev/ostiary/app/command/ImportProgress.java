package dev.ostiary.app.command;

import dev.ostiary.app.terminal.Terminal;
import java.io.PrintWriter;

/// A bar on the standard error that shows how far a file has been read.
final class ImportProgress {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final long size;
    private final boolean isShown;
    private final long started = System.nanoTime();
    private long read;

    ImportProgress(Terminal terminal, long size, boolean isQuiet) {
        this.out = terminal.reasons();
        this.size = Math.max(size, 1);
        this.isShown = !isQuiet && terminal.columns().isPresent();
    }

    void advance(String line) {
        read += line.length() + 1L;
    }

    void show(long keys) {
        if (isShown) {
            int done = (int) Math.min(WIDTH, read * WIDTH / size);
            double seconds = (System.nanoTime() - started) / 1e9;
            out.printf(
                    "\r[%s%s] %d keys, %.0f a second ",
                    "#".repeat(done), ".".repeat(WIDTH - done), keys, keys / Math.max(seconds, 0.001));
            out.flush();
        }
    }

    void end() {
        if (isShown) {
            out.println();
        }
    }
}
