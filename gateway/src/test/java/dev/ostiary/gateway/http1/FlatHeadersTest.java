package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Flat headers are headers as Netty knows them, and cannot hold what would end their line.
class FlatHeadersTest {
    private static final String[] NAMES = {
        "Host",
        "host",
        "HOST",
        "Content-Length",
        "X-API-Key",
        "x-api-key",
        "X-Other",
        "X-Othes",
        "A",
        "a",
        "B",
        "Connection",
        "Transfer-Encoding",
        "X-Ostiary-Key-Id",
        "Accept",
        "accept-encoding",
        "x",
        "Forwarded"
    };

    /// Whatever is done to both, both say the same.
    @Test
    void anyOperations_endAsNettysOwn() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            FlatHeaders flat = seed % 2 == 0 ? new FlatHeaders() : parsed("Host: h\r\nA: 1\r\nB:2\r\na:  3 \r\n");
            HttpHeaders expected = new DefaultHttpHeaders();
            if (seed % 2 == 1) {
                expected.add("Host", "h").add("A", "1").add("B", "2").add("a", "3");
            }
            for (int step = 0; step < 60; step++) {
                String name = NAMES[random.nextInt(NAMES.length)];
                CharSequence form = form(random, name);
                String value = "v" + random.nextInt(5) + "x".repeat(random.nextInt(40));
                int operation = random.nextInt(9);
                change(flat, form, value, operation);
                change(expected, form.toString(), value, operation);
                assertSame(expected, flat, "seed " + seed + " step " + step);
            }
        }
    }

    private static CharSequence form(Random random, String name) {
        return switch (random.nextInt(3)) {
            case 0 -> name;
            case 1 -> AsciiString.of("__" + name).subSequence(2, name.length() + 2, false);
            default -> HeaderName.of(name);
        };
    }

    private static void change(HttpHeaders headers, CharSequence name, String value, int operation) {
        switch (operation) {
            case 0, 1, 2 -> headers.add(name, value);
            case 3, 4 -> headers.set(name, AsciiString.of(value));
            case 5 -> headers.remove(name);
            case 6 -> headers.add(name, List.of(value, "second"));
            case 7 -> headers.set(name, List.of(value, 3, "third"));
            default -> headers.setInt(name, value.length());
        }
    }

    private static void assertSame(HttpHeaders expected, FlatHeaders flat, String at) {
        assertEquals(lines(expected), lines(flat), at);
        assertEquals(expected.size(), flat.size(), at);
        assertEquals(expected.isEmpty(), flat.isEmpty(), at);
        for (String name : NAMES) {
            assertEquals(expected.get(name), flat.get(name), at);
            assertEquals(expected.contains(name), flat.contains(HeaderName.of(name)), at);
            assertEquals(expected.getAll(name), flat.getAll(AsciiString.of(name)), at);
            assertEquals(expected.containsValue(name, "V1", true), flat.containsValue(name, "V1", true), at);
        }
        assertEquals(expected.contains("Host"), flat.hasAny(HeaderName.HOST.bit()), at);
        assertEquals(expected.getAll("Host").size() > 1, flat.isRepeated(HeaderName.HOST), at);
        assertEquals(wire(expected), wire(flat), at);
        assertEquals(wire(flat).length(), flat.encodedLength(), at);
        assertEquals(lines(flat), lines(flat.copy()), at);
        assertEquals(lines(flat), lines(new FlatHeaders().add(flat)), at);
    }

    private static List<Map.Entry<String, String>> lines(HttpHeaders headers) {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        headers.iteratorCharSequence()
                .forEachRemaining(line -> lines.add(
                        Map.entry(line.getKey().toString(), line.getValue().toString())));
        assertEquals(lines, headers.entries());
        return lines;
    }

    private static String wire(HttpHeaders headers) {
        if (headers instanceof FlatHeaders flat) {
            ByteBuf out = Unpooled.buffer();
            flat.writeTo(out);
            return out.toString(ISO_8859_1);
        }
        StringBuilder text = new StringBuilder();
        headers.entries().forEach(line -> text.append(line.getKey() + ": " + line.getValue() + "\r\n"));
        return text.toString();
    }

    private static FlatHeaders parsed(String lines) {
        ByteBuf bytes = Unpooled.copiedBuffer(lines + "\r\n", ISO_8859_1);
        FlatHeaders headers = new HeadReader(null, new HeadLimits(0, 10_000, 100, 0, 0)).read(bytes);
        assertFalse(bytes.isReadable());
        return headers == null ? new FlatHeaders() : headers;
    }

    /// A line that came in another form than it is sent in is sent in the usual one.
    @Test
    void parsedLines_areWrittenInOneForm() {
        FlatHeaders headers = parsed("A: b\r\nC:d\r\nE:  f \t\r\nG:\r\nH: i\r\n  j\r\nK: l\r\nM: n\r\n");
        headers.remove("K").add("O", "p");
        assertEquals("A: b\r\nC: d\r\nE: f\r\nG: \r\nH: i j\r\nM: n\r\nO: p\r\n", wire(headers));
    }

    @Test
    void recognisedNames_areKnownWithoutBeingLookedFor() {
        FlatHeaders headers =
                parsed("CONNECTION: a\r\nconnection: b\r\nTE: c\r\nX-Forwarded-For: d\r\nx_ostiary-a: e\r\n");
        assertTrue(headers.hasAny(HeaderName.bits(HeaderName.CONNECTION, HeaderName.HOST)));
        assertTrue(headers.isRepeated(HeaderName.CONNECTION));
        assertTrue(headers.hasAny(HeaderName.FORWARDED_FOR.bit()));
        assertFalse(headers.isRepeated(HeaderName.TE));
        assertFalse(headers.hasAny(HeaderName.bits(HeaderName.HOST, HeaderName.EXPECT)));
        assertTrue(headers.hasOwnHint());
        assertFalse(parsed("X-API-Key: a\r\nConnection: b\r\n").hasOwnHint());
        headers.remove("connection");
        assertFalse(headers.hasAny(HeaderName.CONNECTION.bit()));
        assertEquals(0, HeaderName.of("X-Unheard-Of").bit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nX: y", "a\u0000", "\u007f", "\n", "\r", "0123456\r890123456"})
    void add_refusesValuesThatEndTheirLine(String value) {
        FlatHeaders headers = parsed("A: b\r\n");
        assertThrows(IllegalArgumentException.class, () -> headers.add("X", value));
        assertThrows(IllegalArgumentException.class, () -> headers.set(HeaderName.HOST, AsciiString.of(value)));
        assertThrows(IllegalArgumentException.class, () -> FlatHeaders.of(unchecked("X", value)));
        assertEquals("A: b\r\n", wire(headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\r", "\u00e9", "a\u0000", "a\u0141"})
    void add_refusesNamesThatAreNone(String name) {
        FlatHeaders headers = new FlatHeaders();
        assertThrows(IllegalArgumentException.class, () -> headers.add(name, "x"));
        assertThrows(IllegalArgumentException.class, () -> HeaderName.of(name));
        assertTrue(headers.isEmpty());
    }

    private static HttpHeaders unchecked(String name, String value) {
        return DefaultHttpHeadersFactory.headersFactory()
                .withValidation(false)
                .newHeaders()
                .add(name, value);
    }

    /// A character that is no byte never becomes another that means something.
    @Test
    void charactersBeyondBytes_becomeQuestionMarks() {
        assertEquals("\u00e9?", new FlatHeaders().add("A", "\u00e9\u010d").get("a"));
        assertEquals("?b", new FlatHeaders().add("A", "\ud83d\ude00b").get("a"));
    }

    @Test
    void views_stayTrueWhenTheHeadersChange() {
        FlatHeaders headers = parsed("A: one\r\nB: two\r\n");
        var entry = headers.iteratorCharSequence().next();
        for (int i = 0; i < 200; i++) {
            headers.set("A", "three").remove("B").add("C", "x".repeat(50));
        }
        assertEquals("A", entry.getKey().toString());
        assertEquals("one", entry.getValue().toString());
    }

    @Test
    void numbers_areReadAsNettyDoes() {
        HttpHeaders headers = new FlatHeaders().add("I", 7).add("N", "x").add("D", Date.from(Instant.EPOCH));
        assertEquals(7, headers.getInt("i"));
        assertEquals((short) 7, headers.getShort("I"));
        assertNull(headers.getInt("N"));
        assertEquals(3, headers.getInt("Z", 3));
        assertEquals(0L, headers.getTimeMillis("d"));
        assertEquals(5L, headers.getTimeMillis("n", 5));
    }

    @Test
    void decimal_isStrict() {
        assertEquals(12, parsed("Content-Length: 0012\r\n").decimal(HeaderName.CONTENT_LENGTH));
        assertEquals(-1, parsed("Content-Length: +1\r\n").decimal(HeaderName.CONTENT_LENGTH));
        assertEquals(-1, parsed("Content-Length: 1234567890123456789\r\n").decimal(HeaderName.CONTENT_LENGTH));
        assertEquals(-1, parsed("A: b\r\n").decimal(HeaderName.CONTENT_LENGTH));
    }
}
