package dev.ostiary.app.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.OptionalInt;

/// Where a command speaks: results to the standard output, reasons to the standard error, both in UTF-8 whatever the
/// locale.
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final OptionalInt columns;

    public Terminal(PrintStream out, PrintStream err, OptionalInt columns) {
        this.out = out;
        this.err = err;
        this.columns = columns;
    }

    /// The one of this process.
    public static Terminal standard(OptionalInt columns) {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                columns);
    }

    /// How wide a table may be; empty for as wide as it likes.
    public OptionalInt columns() {
        return columns;
    }

    /// Prints a result, and a line end when it has none.
    public void print(String result) {
        out.print(result.endsWith("\n") ? result : result + "\n");
        out.flush();
    }

    /// Prints what comes, as it comes.
    ///
    /// @throws IOException when it cannot be read to its end
    public void copy(InputStream source) throws IOException {
        source.transferTo(out);
        out.flush();
    }

    /// Prints a reason, or advice that is no part of the result.
    public void explain(String sentence) {
        err.println("ostiary: " + sentence);
    }

    /// Prints the trace of a bug.
    public void explain(Throwable bug) {
        bug.printStackTrace(err);
    }

    /// A writer of results.
    public PrintWriter results() {
        return new PrintWriter(out, true, UTF_8);
    }

    /// A writer of reasons.
    public PrintWriter reasons() {
        return new PrintWriter(err, true, UTF_8);
    }

    /// Whether a result could not be printed, as on a full disk. A secret shown once is lost then.
    public boolean hasLostOutput() {
        return out.checkError();
    }
}
