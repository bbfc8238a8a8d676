package dev.ostiary.app.json;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes JSON trees.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // An exception of this mapper must not quote what it read: it may hold a secret.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Json() {}

    /// The one document in the text; empty when it is anything else.
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(document -> !document.isMissingNode());
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /// The first field of the one object in the text that stands twice in it.
    public static Optional<String> doubled(String object) {
        Set<String> seen = new HashSet<>();
        try (JsonParser parser = MAPPER.createParser(object)) {
            JsonToken _ = parser.nextToken();
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                if (!seen.add(field)) {
                    return Optional.of(field);
                }
                JsonToken _ = parser.nextToken();
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /// An object without fields yet.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// The document on several lines, without a line end after the last.
    public static String pretty(JsonNode document) {
        return MAPPER.writeValueAsString(document);
    }
}
