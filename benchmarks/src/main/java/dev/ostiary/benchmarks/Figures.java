package dev.ostiary.benchmarks;

import java.io.IOException;
import java.util.StringJoiner;

/// The line by which a process tells the script `run` something: `name=value` by `name=value`.
final class Figures {
    private final StringJoiner line;

    /// @param word what the line begins with
    Figures(String word) {
        this.line = new StringJoiner(" ").add(word);
    }

    Figures add(String name, Object value) {
        line.add(name + "=" + value);
        return this;
    }

    void print() {
        System.out.println(line);
        System.out.flush();
    }

    /// Returns when the script closes our standard input, as it also does by dying.
    static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // What is said does not matter.
        }
    }
}
