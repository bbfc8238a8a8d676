package dev.ostiary.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Command line arguments of the form `--name value`.
record Arguments(Map<String, String> values) {
    static Arguments parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("an argument has no value");
        }
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--")) {
                throw new IllegalArgumentException("no argument: " + arguments[i]);
            }
            values.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return new Arguments(Map.copyOf(values));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing"));
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }
}
