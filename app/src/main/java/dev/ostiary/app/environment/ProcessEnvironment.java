package dev.ostiary.app.environment;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The environment variables the process was started with.
public final class ProcessEnvironment {
    private final Map<String, String> variables;

    public ProcessEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /// Those of this process.
    public static ProcessEnvironment current() {
        return new ProcessEnvironment(System.getenv());
    }

    /// The variable of that name; an empty one counts as not set.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// How many columns the terminal has; empty when the output goes elsewhere. The start script sets the variable.
    public OptionalInt columns() {
        return variable("COLUMNS")
                .filter(value -> value.matches("[1-9][0-9]{0,4}"))
                .map(value -> OptionalInt.of(Integer.parseInt(value)))
                .orElse(OptionalInt.empty());
    }
}
