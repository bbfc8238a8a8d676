package dev.ostiary.examples;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A command line of `--name value` pairs.
public record Arguments(Map<String, String> values) {

    public Arguments {
        values = Map.copyOf(values);
    }

    /// Reads `args`, of which each name must be one of `names`, written without the dashes.
    ///
    /// @throws IllegalArgumentException for another name, or a name without a value
    public static Arguments parse(String[] args, String... names) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : args[i];
            if (!List.of(names).contains(name) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "cannot read '" + args[i] + "'; expected a value for each of " + List.of(names));
            }
            values.put(name, args[i + 1]);
        }
        return new Arguments(values);
    }

    /// Returns the value of `name`.
    ///
    /// @throws IllegalArgumentException when it was not given
    public String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    /// Returns the value of `name`, or `fallback` when it was not given.
    public String optional(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }
}
