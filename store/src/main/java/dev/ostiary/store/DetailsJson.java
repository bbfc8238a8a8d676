package dev.ostiary.store;

import dev.ostiary.core.audit.AuditChanges;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Audit details as one flat JSON object of texts (RFC 8259), sorted by field, so that equal details are equal
/// texts. Reads nothing but what it writes.
final class DetailsJson {
    private static final HexFormat HEX = HexFormat.of();

    private DetailsJson() {}

    static String write(Map<String, String> details) {
        StringBuilder json = new StringBuilder("{");
        new TreeMap<>(details).forEach((field, value) -> {
            quote(field, json.length() == 1 ? json : json.append(','));
            quote(value, json.append(':'));
        });
        return json.append('}').toString();
    }

    /// @throws IllegalStateException when the text is anything but what [#write] makes
    static Map<String, String> read(String json) {
        return new Reader(json).read();
    }

    /// Both sides of a change, as an array of two such objects.
    static String write(AuditChanges changes) {
        return "[" + write(changes.before()) + "," + write(changes.after()) + "]";
    }

    /// What [#write] made. Whatever else is there is told as it stands, under a name that no field has, so that it
    /// can never pass for what was written.
    static AuditChanges readChanges(String json) {
        try {
            AuditChanges changes = new Reader(json).readBoth();
            if (write(changes).equals(json)) {
                return changes;
            }
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException tampered) {
            // Told below.
        }
        return AuditChanges.made(Map.of("", json));
    }

    /// The text as it stands within such an object, without the quotes around it.
    static String quoted(String text) {
        StringBuilder json = new StringBuilder();
        quote(text, json);
        return json.substring(1, json.length() - 1);
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ') {
                json.append("\\u").append(HEX.toHexDigits(character));
            } else {
                json.append(character);
            }
        }
        json.append('"');
    }

    private static final class Reader {
        private final String json;
        private int next;

        Reader(String json) {
            this.json = json;
        }

        Map<String, String> read() {
            Map<String, String> details = new HashMap<>();
            expect('{');
            while (peek() != '}') {
                if (!details.isEmpty()) {
                    expect(',');
                }
                String field = unquote();
                expect(':');
                details.put(field, unquote());
            }
            expect('}');
            return details;
        }

        AuditChanges readBoth() {
            expect('[');
            Map<String, String> before = read();
            expect(',');
            Map<String, String> after = read();
            expect(']');
            return new AuditChanges(before, after);
        }

        private String unquote() {
            StringBuilder text = new StringBuilder();
            expect('"');
            while (peek() != '"') {
                char character = take();
                text.append(character == '\\' ? escaped() : character);
            }
            expect('"');
            return text.toString();
        }

        private char escaped() {
            char escaped = take();
            if (escaped != 'u') {
                return escaped;
            }
            next += 4;
            return (char) HexFormat.fromHexDigits(json, next - 4, next);
        }

        private void expect(char expected) {
            if (take() != expected) {
                throw new IllegalStateException("audit details that this program did not write");
            }
        }

        private char take() {
            char character = peek();
            next++;
            return character;
        }

        private char peek() {
            if (next >= json.length()) {
                throw new IllegalStateException("audit details that break off");
            }
            return json.charAt(next);
        }
    }
}
