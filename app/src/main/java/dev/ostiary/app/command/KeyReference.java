package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.core.id.KeyId;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The key that a person means by an id, a public id, or a name that only one key has.
final class KeyReference {
    private static final String SECRET_MARK = "sk_";

    private final ControlClient client;
    private final OrganizationOptions options;

    KeyReference(ControlClient client, OrganizationOptions options) {
        this.client = client;
        this.options = options;
    }

    /// The id of the key.
    ///
    /// @param passRevoked whether revoked keys are passed over in the search for a public id or name
    String resolve(String text, boolean passRevoked) {
        if (KeyId.parse(text).isPresent()) {
            return text;
        }
        if (text.startsWith(SECRET_MARK)) {
            throw CommandException.usage(
                    "that is a secret, which no command takes; give the key's id, public id or name");
        }
        ApiPath keys = options.path("keys");
        List<JsonNode> found = client.list(keys, Long.MAX_VALUE, options.itself()).items().stream()
                .filter(key -> isMeant(key, text))
                .toList();
        List<JsonNode> wanted =
                passRevoked ? found.stream().filter(key -> !isRevoked(key)).toList() : found;
        // All are revoked: let the server say what that means.
        List<JsonNode> candidates = wanted.isEmpty() ? found : wanted;
        if (candidates.isEmpty()) {
            throw new CommandException(ExitCode.NOT_FOUND, "there is no " + options.in("key " + Printable.clean(text)));
        }
        if (candidates.size() > 1) {
            throw CommandException.usage(candidates.size() + " keys have the name " + Printable.clean(text)
                    + "; give the id of the one that is meant: "
                    + candidates.stream().map(KeyReference::id).collect(Collectors.joining(", ")));
        }
        return id(candidates.getFirst());
    }

    private static boolean isMeant(JsonNode key, String text) {
        return key.path("publicId").stringValue("").equals(text)
                || key.path("name").stringValue("").equals(text);
    }

    private static boolean isRevoked(JsonNode key) {
        return key.path("status").stringValue("").equals("revoked");
    }

    private static String id(JsonNode key) {
        return key.path("id").stringValue("");
    }
}
