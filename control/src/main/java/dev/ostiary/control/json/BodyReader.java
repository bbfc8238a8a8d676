package dev.ostiary.control.json;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the bytes of a body as one JSON object and nothing after it. Thread safe.
final class BodyReader {
    /// More than a body of the API can need that is not a batch.
    static final int MAX_BYTES = 65_536;

    private final JsonMapper json;

    BodyReader(JsonMapper json) {
        this.json = json;
    }

    /// The fields of the body.
    ///
    /// @throws RefusedException `request.too-large`; `request.malformed` when it is not JSON; `request.invalid`
    /// when it is no object
    JsonFields read(InputStream body) throws IOException {
        return read(body, MAX_BYTES);
    }

    /// The same of a body that may have so many bytes.
    JsonFields read(InputStream body, int max) throws IOException {
        byte[] bytes = body.readNBytes(max + 1);
        if (bytes.length > max) {
            throw new RefusedException(ProblemCode.REQUEST_TOO_LARGE);
        }
        try (JsonParser parser = json.createParser(bytes)) {
            return read(parser);
        } catch (JacksonException notJson) {
            throw new RefusedException(ProblemCode.REQUEST_MALFORMED);
        }
    }

    private static JsonFields read(JsonParser parser) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Set<String> duplicates = new LinkedHashSet<>();
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new RefusedException(ProblemCode.REQUEST_MALFORMED);
        }
        if (first != JsonToken.START_OBJECT) {
            parser.readValueAsTree();
            requireEnd(parser);
            throw RefusedException.field("body", "send a JSON object");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (values.put(name, parser.readValueAsTree()) != null) {
                duplicates.add(name);
            }
        }
        requireEnd(parser);
        return new JsonFields(values, duplicates);
    }

    private static void requireEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new RefusedException(ProblemCode.REQUEST_MALFORMED);
        }
    }
}
