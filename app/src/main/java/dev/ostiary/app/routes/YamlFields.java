package dev.ostiary.app.routes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The fields of one mapping in a YAML file, asked for one by one. What is wrong with any of them is gathered with its
/// place; [#finish] adds the fields that nobody asked for.
final class YamlFields {
    private final Node place;
    private final List<FileProblem> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    private YamlFields(Node place, List<FileProblem> problems) {
        this.place = place;
        this.problems = problems;
    }

    /// The fields of a node; none, and a problem, when it is not a mapping.
    static YamlFields of(Node node, List<FileProblem> problems) {
        YamlFields fields = new YamlFields(node, problems);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(fields::add);
        } else {
            report(problems, node, "write fields here, one 'name: value' a line, such as 'mode: strict' of a policy");
        }
        return fields;
    }

    private void add(NodeTuple field) {
        if (!(field.getKeyNode() instanceof ScalarNode key)) {
            report(problems, field.getKeyNode(), "a field's name must be a plain word");
        } else if (values.putIfAbsent(key.getValue(), field.getValueNode()) != null) {
            report(problems, key, key.getValue() + ": name it once");
        } else {
            keys.put(key.getValue(), key);
        }
    }

    /// Notes something wrong at a node.
    static void report(List<FileProblem> problems, Node node, String message) {
        report(problems, node.getStartMark(), message);
    }

    static void report(List<FileProblem> problems, Mark mark, String message) {
        problems.add(new FileProblem(mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    /// Notes something wrong with the whole mapping.
    void problem(String message) {
        report(problems, place, message);
    }

    /// Notes something wrong with a field.
    void problem(String name, String message) {
        report(problems, values.getOrDefault(name, place), name + ": " + message);
    }

    /// Whether the field is there and not null.
    boolean has(String name) {
        return node(name).isPresent();
    }

    /// The node of a field; empty when it is absent or null.
    Optional<Node> node(String name) {
        if (!known.contains(name)) {
            known.add(name);
        }
        return Optional.ofNullable(values.get(name))
                .filter(node -> !node.getTag().equals(Tag.NULL));
    }

    /// A text that must be there.
    <T> Optional<T> required(String name, String remedy, Function<String, Optional<T>> reader) {
        if (!has(name)) {
            report(problems, place, name + " is missing: " + remedy);
            return Optional.empty();
        }
        return text(name, remedy, reader);
    }

    /// A text that may be there.
    <T> Optional<T> text(String name, String remedy, Function<String, Optional<T>> reader) {
        return node(name).flatMap(node -> read(name, node, remedy, reader));
    }

    /// A list of texts; one text alone is a list of one.
    <T> List<T> list(String name, String remedy, Function<String, Optional<T>> reader) {
        return nodes(name).stream()
                .flatMap(node -> read(name, node, remedy, reader).stream())
                .toList();
    }

    /// The nodes of a list; a node alone is a list of one.
    List<Node> nodes(String name) {
        return node(name)
                .map(node -> node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node))
                .orElse(List.of());
    }

    /// Yes or no.
    boolean flag(String name, boolean otherwise) {
        return text(name, "write true or false", text -> switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                })
                .orElse(otherwise);
    }

    private <T> Optional<T> read(String name, Node node, String remedy, Function<String, Optional<T>> reader) {
        Optional<T> value = node instanceof ScalarNode scalar ? reader.apply(scalar.getValue()) : Optional.empty();
        if (value.isEmpty()) {
            report(problems, node, name + ": " + remedy);
        }
        return value;
    }

    /// Notes the fields that nobody asked for, with the name that may have been meant.
    void finish() {
        keys.forEach((name, node) -> {
            if (!known.contains(name)) {
                String nearest = known.stream()
                        .min(Comparator.comparingInt(candidate -> distance(candidate, name)))
                        .orElse("");
                String hint = distance(nearest, name) <= 2 ? "did you mean " + nearest + "?" : "";
                String fields = "the fields here are " + String.join(", ", known);
                report(problems, node, name + " is unknown: " + (hint.isEmpty() ? fields : hint));
            }
        });
    }

    /// How many characters must be changed, added or removed to make one of the other (Levenshtein).
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int cost = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
