package dev.ostiary.gateway.observe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes entries as JSON, one object a line, always the same fields in the same order; `docs/access-log.md` describes
/// them. What is written is ASCII. For one thread.
final class AccessLine {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer = new byte[64 * 1024];
    private int length;
    private long second = Long.MIN_VALUE;
    private String secondText = "";

    /// How many bytes are written and not yet taken.
    int length() {
        return length;
    }

    /// What is written; valid until more is.
    ByteBuffer written() {
        return ByteBuffer.wrap(buffer, 0, length);
    }

    void clear() {
        length = 0;
    }

    /// Ends a line of which only the beginning arrived.
    void endTornLine() {
        put('\n');
    }

    /// @param epochMillis when the request came
    void write(AccessEntry entry, long epochMillis) {
        ascii("{\"time\":\"");
        time(epochMillis);
        put('"');
        field("request_id", entry.requestId());
        field("trace_id", entry.traceparent() == null ? null : TraceParents.traceId(entry.traceparent()));
        field("client_address", entry.clientAddress());
        field("protocol", entry.protocol().text());
        field("method", MethodLabel.name(entry.method()));
        field("path", entry.target() == null ? null : SecretMask.path(entry.target(), entry.pathEnd()));
        field("route", entry.route() == null ? RouteLabels.NONE.name() : entry.route());
        number("status", entry.status() == SeriesTable.NO_STATUS ? -1 : entry.status());
        field("outcome", entry.outcome().text());
        field("reason", entry.reason());
        field("key_id", entry.keyId());
        field("upstream", entry.upstream());
        number("request_bytes", entry.requestBytes());
        number("response_bytes", entry.responseBytes());
        millis("first_byte_ms", entry.firstByteNanos());
        millis("duration_ms", entry.durationNanos());
        field("user_agent", entry.userAgent() == null ? null : SecretMask.userAgent(entry.userAgent()));
        ascii("}\n");
    }

    private void time(long epochMillis) {
        long now = Math.floorDiv(epochMillis, 1000L);
        if (now != second) {
            second = now;
            String text = Instant.ofEpochSecond(now).toString();
            secondText = text.substring(0, text.length() - 1);
        }
        ascii(secondText);
        put('.');
        digits(Math.floorMod(epochMillis, 1000L), 3);
        put('Z');
    }

    private void name(String name) {
        ascii(",\"");
        ascii(name);
        ascii("\":");
    }

    private void field(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            ascii("null");
        } else {
            put('"');
            for (int i = 0; i < value.length(); i++) {
                escaped(value.charAt(i));
            }
            put('"');
        }
    }

    private void escaped(char character) {
        if (character == '"' || character == '\\') {
            put('\\');
            put(character);
        } else if (character >= 0x20 && character < 0x7F) {
            put(character);
        } else {
            ascii("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                put((char) HEX[character >>> shift & 15]);
            }
        }
    }

    /// @param value null when negative
    private void number(String name, long value) {
        name(name);
        ascii(value < 0 ? "null" : Long.toString(value));
    }

    /// Milliseconds to the microsecond.
    ///
    /// @param nanos null when negative
    private void millis(String name, long nanos) {
        name(name);
        if (nanos < 0) {
            ascii("null");
        } else {
            long micros = nanos / 1000;
            ascii(Long.toString(micros / 1000));
            put('.');
            digits(micros % 1000, 3);
        }
    }

    private void digits(long number, int count) {
        long divisor = 1;
        for (int i = 1; i < count; i++) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            put((char) ('0' + number / divisor % 10));
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(char character) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, length * 2);
        }
        buffer[length++] = (byte) character;
    }
}
