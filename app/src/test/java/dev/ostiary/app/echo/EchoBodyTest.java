package dev.ostiary.app.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.app.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// The echo agent shows a body truly, whatever it is, and keeps little of it.
class EchoBodyTest {
    private static ObjectNode echo(byte[]... chunks) {
        EchoBody body = new EchoBody();
        for (byte[] chunk : chunks) {
            body.add(chunk, chunk.length);
        }
        ObjectNode echo = Json.object();
        body.describe(echo);
        return echo;
    }

    /// Text that comes in pieces is text, a character cut between them too.
    @Test
    void text_isShownAsText() {
        byte[] bytes = "grüß".getBytes(UTF_8);
        ObjectNode echo = echo(new byte[] {bytes[0], bytes[1], bytes[2]}, new byte[] {bytes[3], bytes[4], bytes[5]});
        assertEquals("grüß", echo.path("body").stringValue());
        assertEquals("utf-8", echo.path("bodyEncoding").stringValue());
        assertEquals(6, echo.path("bodyBytes").asLong());
        assertEquals(false, echo.path("bodyTruncated").asBoolean());
    }

    /// What is not UTF-8 is base64.
    @Test
    void binary_isShownAsBase64() {
        ObjectNode echo = echo(new byte[] {(byte) 0xFF, 0, (byte) 0xFE});
        assertEquals("/wD+", echo.path("body").stringValue());
        assertEquals("base64", echo.path("bodyEncoding").stringValue());
    }

    /// No body is empty text.
    @Test
    void nothing_isEmptyText() {
        ObjectNode echo = echo();
        assertEquals("", echo.path("body").stringValue());
        assertEquals(0, echo.path("bodyBytes").asLong());
    }

    /// Of a long body the beginning is shown and all is counted; a character that the cut goes through does not
    /// make it binary.
    @Test
    void longText_isCutAndCounted() {
        byte[] chunk = ("x" + "ü".repeat(EchoBody.KEPT)).getBytes(UTF_8);
        ObjectNode echo = echo(chunk, chunk);
        assertEquals("utf-8", echo.path("bodyEncoding").stringValue());
        assertEquals(EchoBody.KEPT / 2, echo.path("body").stringValue().length());
        assertEquals(2L * chunk.length, echo.path("bodyBytes").asLong());
        assertEquals(true, echo.path("bodyTruncated").asBoolean());
    }
}
