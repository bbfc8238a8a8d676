package dev.ostiary.app.routes;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.route.PolicySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/// Reads a policy: `open`, or mode, locations and keys.
final class PolicyReader {
    private static final String LOCATION = "write one of 'header: {name: X-API-Key}', "
            + "'header: {name: Authorization, scheme: Bearer}', 'queryParameter: {name: api_key}', "
            + "'cookie: {name: session}', 'bodyField: {name: api_key}'";

    private final List<FileProblem> problems;

    PolicyReader(List<FileProblem> problems) {
        this.problems = problems;
    }

    /// What the file says of who may pass.
    ///
    /// @param settings empty for everyone
    record Choice(Optional<PolicySettings> settings) {}

    Optional<Choice> read(Node node) {
        if (RoutesFileParser.scalar(node).filter("open"::equals).isPresent()) {
            return Optional.of(new Choice(Optional.empty()));
        }
        int before = problems.size();
        YamlFields fields = YamlFields.of(node, problems);
        AccessMode mode = fields.text("mode", "write strict, optional or permissive", PolicyReader::mode)
                .orElse(AccessMode.STRICT);
        List<Location> locations = locations(fields);
        KeySelection keys = fields.node("keys").map(this::keys).orElse(KeySelection.ALL);
        fields.finish();
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new Choice(Optional.of(new PolicySettings(mode, locations, keys))));
    }

    private static Optional<AccessMode> mode(String text) {
        return switch (text) {
            case "strict" -> Optional.of(AccessMode.STRICT);
            case "optional" -> Optional.of(AccessMode.OPTIONAL);
            case "permissive" -> Optional.of(AccessMode.PERMISSIVE);
            default -> Optional.empty();
        };
    }

    private List<Location> locations(YamlFields fields) {
        if (!fields.has("locations")) {
            return List.of(Location.BEARER);
        }
        List<Node> nodes = fields.nodes("locations");
        if (nodes.isEmpty() || nodes.size() > PolicySettings.MAX_LOCATIONS) {
            fields.problem(
                    "locations",
                    "give 1 to " + PolicySettings.MAX_LOCATIONS + ", or leave it out for " + "Authorization: Bearer");
        }
        List<Location> locations = new ArrayList<>();
        for (Node node : nodes) {
            location(node).ifPresent(locations::add);
        }
        return locations;
    }

    private Optional<Location> location(Node node) {
        if (!(node instanceof MappingNode mapping) || mapping.getValue().size() != 1) {
            YamlFields.report(problems, node, LOCATION);
            return Optional.empty();
        }
        NodeTuple only = mapping.getValue().getFirst();
        int before = problems.size();
        YamlFields inner = YamlFields.of(only.getValueNode(), problems);
        String kind = RoutesFileParser.scalar(only.getKeyNode()).orElse("");
        Optional<String> name = inner.required("name", "write the name of the " + kind, Optional::of);
        Optional<String> scheme = kind.equals("header")
                ? inner.text("scheme", "write a scheme such as Bearer", Optional::of)
                : Optional.empty();
        inner.finish();
        if (problems.size() > before) {
            return Optional.empty();
        }
        String word = switch (kind) {
            case "queryParameter" -> "query";
            case "bodyField" -> "body";
            case "header", "cookie" -> kind;
            default -> "";
        };
        Optional<Location> location =
                name.filter(text -> text.indexOf(' ') >= 0).isPresent()
                        ? Optional.empty()
                        : Location.parse(word + " " + name.orElse("")
                                + scheme.map(" "::concat).orElse(""));
        if (location.isEmpty()) {
            YamlFields.report(problems, node, LOCATION);
        }
        return location;
    }

    private KeySelection keys(Node node) {
        if (RoutesFileParser.scalar(node).filter("all"::equals).isPresent()) {
            return KeySelection.ALL;
        }
        YamlFields fields = YamlFields.of(node, problems);
        List<String> names = fields.list(
                "names",
                "write names of keys: 1 to 100 characters, none of them control characters or invisible",
                text -> DisplayName.parse(text).map(DisplayName::value));
        Optional<Labels> labels = fields.node("matchLabels").flatMap(this::labels);
        fields.finish();
        if (fields.has("names") == fields.has("matchLabels")) {
            fields.problem("write 'all', or names, or matchLabels");
            return KeySelection.ALL;
        }
        if (labels.isPresent()) {
            return new KeySelection.Labelled(labels.get());
        }
        if (fields.has("names") && names.isEmpty()) {
            fields.problem("names", "name at least one key");
        }
        return new KeySelection.Named(Set.copyOf(names));
    }

    private Optional<Labels> labels(Node node) {
        Map<String, String> values = new HashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple label : mapping.getValue()) {
                RoutesFileParser.scalar(label.getKeyNode())
                        .ifPresent(name -> RoutesFileParser.scalar(label.getValueNode())
                                .ifPresent(value -> values.put(name, value)));
            }
            if (!values.isEmpty() && values.size() == mapping.getValue().size() && Labels.areValid(values)) {
                return Optional.of(Labels.of(values));
            }
        }
        YamlFields.report(problems, node, "matchLabels: " + Labels.REMEDY);
        return Optional.empty();
    }
}
