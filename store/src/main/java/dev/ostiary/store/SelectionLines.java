package dev.ostiary.store;

import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.key.KeyLines;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which keys a policy takes, in one column: `all`; or `names` and a name a line; or `labels` and a label a line.
final class SelectionLines {
    private static final String ALL = "all";
    private static final String NAMES = "names";
    private static final String LABELS = "labels";

    private SelectionLines() {}

    static String write(KeySelection selection) {
        return switch (selection) {
            case KeySelection.All _ -> ALL;
            case KeySelection.Named named -> {
                StringBuilder text = new StringBuilder(NAMES);
                new TreeSet<>(named.names()).forEach(name -> text.append('\n').append(escaped(name)));
                yield text.toString();
            }
            case KeySelection.Labelled labelled -> LABELS + "\n" + KeyLines.ofLabels(labelled.matchLabels());
        };
    }

    /// Two names where there was one would take other keys.
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String plain(String escaped) {
        StringBuilder name = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char character = escaped.charAt(i);
            if (character == '\\' && i + 1 < escaped.length()) {
                i++;
                character = escaped.charAt(i) == 'n' ? '\n' : escaped.charAt(i);
            }
            name.append(character);
        }
        return name.toString();
    }

    static KeySelection read(String text) {
        List<String> lines = Lines.split(text);
        return switch (lines.getFirst()) {
            case ALL -> KeySelection.ALL;
            case NAMES -> {
                Set<String> names = new HashSet<>();
                lines.subList(1, lines.size()).forEach(line -> names.add(plain(line)));
                yield new KeySelection.Named(names);
            }
            case LABELS ->
                new KeySelection.Labelled(KeyLines.labels(String.join("\n", lines.subList(1, lines.size()))));
            default -> throw Lines.unreadable();
        };
    }
}
