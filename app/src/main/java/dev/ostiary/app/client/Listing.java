package dev.ostiary.app.client;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a listing held, as far as it was read.
///
/// @param nextCursor where more follows; empty when everything was read
public record Listing(List<JsonNode> items, Optional<String> nextCursor) {
    public Listing {
        items = List.copyOf(items);
    }

    /// One thing, shown as those of a listing are.
    public static Listing of(JsonNode item) {
        return new Listing(List.of(item), Optional.empty());
    }
}
