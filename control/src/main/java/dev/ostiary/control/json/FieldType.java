package dev.ostiary.control.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// What a field of a body must be: how it is read, and what to write instead when it is something else. A number is
/// never taken for a text, nor a text for a boolean.
///
/// @param isSecret whether a whole key of ours may be in it. Everywhere else one is refused: what is stored there is
///     shown to others and written into the audit trail
public record FieldType<T>(Function<JsonNode, Optional<T>> reader, String remedy, boolean isSecret) {
    /// One in which no key may be.
    public FieldType(Function<JsonNode, Optional<T>> reader, String remedy) {
        this(reader, remedy, false);
    }

    /// A text of some form.
    public static <T> FieldType<T> text(Function<String, Optional<T>> parser, String remedy) {
        return new FieldType<>(node -> node.isString() ? parser.apply(node.stringValue()) : Optional.empty(), remedy);
    }

    /// A text of some form that is kept secret, or not kept at all.
    public static <T> FieldType<T> secret(Function<String, Optional<T>> parser, String remedy) {
        return text(parser, remedy).holdingKeys();
    }

    /// The same, in which a whole key of ours may be.
    public FieldType<T> holdingKeys() {
        return new FieldType<>(reader, remedy, true);
    }

    /// `true` or `false`.
    public static FieldType<Boolean> flag() {
        return new FieldType<>(
                node -> node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty(), "give true or false");
    }

    /// A list of at most so many texts of some form.
    public static <T> FieldType<List<T>> list(Function<String, Optional<T>> parser, int max, String remedy) {
        FieldType<T> element = text(parser, remedy);
        return new FieldType<>(
                node -> elements(node, max, element.reader()), "give a list of at most " + max + "; in each " + remedy);
    }

    /// The elements of a list; empty when the node is none, has more than so many, or one of them is wrong.
    public static <T> Optional<List<T>> elements(JsonNode node, int max, Function<JsonNode, Optional<T>> reader) {
        if (!node.isArray() || node.size() > max) {
            return Optional.empty();
        }
        List<T> elements = new ArrayList<>();
        for (JsonNode element : node) {
            Optional<T> value = reader.apply(element);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            elements.add(value.get());
        }
        return Optional.of(List.copyOf(elements));
    }
}
