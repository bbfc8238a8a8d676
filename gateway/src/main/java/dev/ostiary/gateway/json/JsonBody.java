package dev.ostiary.gateway.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The fields at the top of a JSON body that a key is read from, and where they stand, so that they can be cut out
/// of the bytes. Nothing is read in a way that another reader of JSON could differ in: a field that stands twice, a
/// byte order mark, bytes that are not UTF-8 and more than one value are all refused (RFC 8259; I-JSON, RFC 7493).
public final class JsonBody {
    private static final int MAX_DEPTH = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final byte[] bytes;
    private final Map<String, String> texts;
    private final List<Cut> cuts;

    private JsonBody(byte[] bytes, Map<String, String> texts, List<Cut> cuts) {
        this.bytes = bytes;
        this.texts = texts;
        this.cuts = cuts;
    }

    /// Bytes to be left out.
    private record Cut(int from, int to) {}

    /// Reads a body; null when it is not one JSON text that is nested 64 deep at most.
    ///
    /// @param names the fields that are looked for
    public static @Nullable JsonBody parse(byte[] bytes, Set<String> names) {
        if (bytes.length == 0) {
            return new JsonBody(bytes, Map.of(), List.of());
        }
        if (!isUtf8(bytes) || isMarked(bytes)) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            Scan scan = new Scan(names);
            scan.read(parser);
            return new JsonBody(bytes, scan.texts, scan.cuts);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /// The text of a field; null when there is none of that name, or it is not text.
    public @Nullable String text(String name) {
        return texts.get(name);
    }

    /// The body without the fields, each gone with its comma, all else byte for byte; null when there is none of
    /// them.
    public byte @Nullable [] rest() {
        if (cuts.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream(bytes.length);
        int at = 0;
        for (Cut cut : cuts) {
            rest.write(bytes, at, cut.from - at);
            at = cut.to;
        }
        rest.write(bytes, at, bytes.length - at);
        return rest.toByteArray();
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            var unused = UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    /// Whether it begins in a way that some readers take for another encoding: a byte order mark, or a zero among
    /// the first bytes.
    private static boolean isMarked(byte[] bytes) {
        boolean hasZero = false;
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            hasZero |= bytes[i] == 0;
        }
        return hasZero
                || bytes[0] == (byte) 0xEF && bytes.length > 2 && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    /// One pass over a body.
    private static final class Scan {
        private final Set<String> names;
        private final Map<String, String> texts = new HashMap<>();
        private final List<Cut> cuts = new ArrayList<>();

        Scan(Set<String> names) {
            this.names = names;
        }

        void read(JsonParser parser) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                readObject(parser);
            } else {
                parser.skipChildren();
            }
            if (first == null || parser.nextToken() != null) {
                throw new NotOneValueException(parser);
            }
        }

        /// A field is cut from the end of the one before, or, when it is the first that stays, up to the
        /// beginning of the next.
        private void readObject(JsonParser parser) {
            int keptEnd = -1;
            int openCut = -1;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                int nameStart = (int) parser.currentTokenLocation().getByteOffset();
                String name = parser.currentName();
                if (openCut >= 0) {
                    cuts.add(new Cut(openCut, nameStart));
                    openCut = -1;
                }
                JsonToken value = parser.nextToken();
                String text = value == JsonToken.VALUE_STRING ? parser.getString() : null;
                parser.skipChildren();
                parser.finishToken();
                int end = (int) parser.currentLocation().getByteOffset();
                if (!names.contains(name)) {
                    keptEnd = end;
                } else {
                    if (text != null) {
                        texts.put(name, text);
                    }
                    if (keptEnd >= 0) {
                        cuts.add(new Cut(keptEnd, end));
                        keptEnd = end;
                    } else {
                        openCut = nameStart;
                        lastEnd = end;
                    }
                }
            }
            if (openCut >= 0) {
                cuts.add(new Cut(openCut, lastEnd));
            }
        }

        private int lastEnd;
    }

    /// There is no value, or something stands behind it.
    private static final class NotOneValueException extends JacksonException {
        private static final long serialVersionUID = 1L;

        NotOneValueException(JsonParser parser) {
            super(parser, "");
        }
    }
}
