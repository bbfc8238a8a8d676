package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Options that can be given several times. A single empty text empties the list of something that is edited.
final class GivenLists {
    private GivenLists() {}

    /// What was given; empty when the option was not.
    static Optional<List<String>> of(@Nullable List<String> values) {
        return Optional.ofNullable(values).map(all -> all.equals(List.of("")) ? List.of() : all);
    }

    /// Puts what was given into the body of a request.
    static void put(ObjectNode document, String field, @Nullable List<String> values) {
        of(values).ifPresent(texts -> texts.forEach(document.putArray(field)::add));
    }

    /// Puts a text such as `NAME=VALUE` into an object.
    static void putPair(ObjectNode node, String option, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw CommandException.usage(option + " " + pair + " is no " + option.substring(option.lastIndexOf('-') + 1)
                    + "; write NAME=VALUE");
        }
        node.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
}
