package dev.ostiary.control.json;

import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// What a field of a body must be: how it is read, and what to write instead when it is something else. A number is
/// never taken for a text, nor a text for a boolean.
public record FieldType<T>(Function<JsonNode, Optional<T>> reader, String remedy) {
    /// A text of some form.
    public static <T> FieldType<T> text(Function<String, Optional<T>> parser, String remedy) {
        return new FieldType<>(node -> node.isString() ? parser.apply(node.stringValue()) : Optional.empty(), remedy);
    }

    /// `true` or `false`.
    public static FieldType<Boolean> flag() {
        return new FieldType<>(
                node -> node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty(), "give true or false");
    }
}
