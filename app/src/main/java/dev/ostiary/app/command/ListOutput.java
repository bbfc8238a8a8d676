package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Listings as one JSON document, in the shape of the REST API's own.
final class ListOutput {
    private ListOutput() {}

    static JsonNode document(Listing listing) {
        ObjectNode document = Json.object();
        document.putArray("items").addAll(listing.items());
        return document.put("nextCursor", listing.nextCursor().orElse(null));
    }

    /// How many items are wanted.
    static long limit(@Nullable Long given) {
        if (given == null) {
            return Long.MAX_VALUE;
        }
        if (given < 1) {
            throw CommandException.usage("--limit " + given + " lists nothing; give 1 or more");
        }
        return given;
    }
}
