package dev.ostiary.fuzz;

import org.jspecify.annotations.Nullable;

/// What Jazzer calls, by name: the one argument says which target to run.
public final class Jazzer {
    private static @Nullable FuzzTarget target;

    private Jazzer() {}

    /// Called once, before anything else.
    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTargets.named(arguments[0]);
    }

    /// Called with each input.
    public static void fuzzerTestOneInput(byte[] input) {
        if (target == null) {
            throw new IllegalStateException("fuzzerInitialize comes first");
        }
        target.run(input);
    }
}
