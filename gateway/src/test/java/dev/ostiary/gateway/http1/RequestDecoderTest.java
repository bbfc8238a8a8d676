package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests are read strictly, and the same however their bytes are cut (RFC 9112, K05, K07, K09).
class RequestDecoderTest {
    private static final String MALFORMED = "!IllegalArgumentException.\n";
    private static final String HEADERS_TOO_LONG = "!TooLongHttpHeaderException.\n";
    private static final String LINE_TOO_LONG = "!TooLongHttpLineException.\n";
    private static final String POST = "POST / HTTP/1.1\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private static Wire wire() {
        return new Wire(new RequestDecoder(() -> {}));
    }

    private static String read(String bytes) {
        return wire().send(bytes).close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1| .\n"),
                Arguments.of("GET /a?b=%20 HTTP/1.0\r\nHost: x\r\n\r\n", "GET /a?b=%20 HTTP/1.0|Host=x| .\n"),
                Arguments.of("\r\n\r\nGET / HTTP/1.1\r\nHost:x\r\n\r\n", "GET / HTTP/1.1|Host=x| .\n"),
                Arguments.of("OPTIONS * HTTP/1.1\r\n\r\n", "OPTIONS * HTTP/1.1| .\n"),
                Arguments.of("PURGE http://x/ HTTP/2.0\r\n\r\n", "PURGE http://x/ HTTP/2.0| .\n"),
                Arguments.of(
                        "GET / HTTP/1.1\r\nA:\r\nB: \r\nC:\t x y \t\r\nD: \u00e9\tz\r\nE:x\r\n\r\n",
                        "GET / HTTP/1.1|A=|B=|C=x y|D=\u00e9\tz|E=x| .\n"),
                Arguments.of(
                        "GET / HTTP/1.1\r\nA: b\r\n c \r\n\t\td\r\n \r\nE:\r\n f\r\n\r\n",
                        "GET / HTTP/1.1|A=b c d|E=f| .\n"),
                Arguments.of(POST + "Content-Length: 4\r\n\r\nbody", "POST / HTTP/1.1|Content-Length=4| body.\n"),
                Arguments.of(POST + "content-length:000\r\n\r\n", "POST / HTTP/1.1|content-length=000| .\n"),
                Arguments.of(
                        POST + "content-LENGTH: 1\r\n\r\naGET /b HTTP/1.1\r\n\r\n\r\nGET /c HTTP/1.1\r\n\r\n",
                        "POST / HTTP/1.1|content-LENGTH=1| a.\nGET /b HTTP/1.1| .\nGET /c HTTP/1.1| .\n"),
                Arguments.of(
                        POST + "Transfer-encoding: CHUNKED\r\n\r\n2\r\nab\r\n00a\r\n0123456789\r\n0\r\n\r\n",
                        "POST / HTTP/1.1|Transfer-encoding=CHUNKED| ab0123456789.\n"),
                Arguments.of(
                        CHUNKED + "1;a;b = \"c;\\\"d\"\r\nx\r\nB \t; e\r\n01234567890\r\n0 ;f\r\nA: b\r\nC:d\r\n\r\n",
                        "POST / HTTP/1.1|Transfer-Encoding=chunked| x01234567890.A=b|C=d|\n"),
                Arguments.of(
                        CHUNKED + "0\r\nContent-Length: 1\r\nTransfer-Encoding: x\r\nTrailer: y\r\nA: b\r\n\r\n",
                        "POST / HTTP/1.1|Transfer-Encoding=chunked| .A=b|\n"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void wellFormed_isReadHoweverItIsCut(String bytes, String expected) {
        assertEquals(expected, read(bytes));
        assertEquals(expected, wire().send(bytes, 1).close());
        assertEquals(expected, wire().send(bytes, 3).close());
        for (int at = 1; at < bytes.length(); at++) {
            assertEquals(expected, wire().sendSplit(bytes, at).close());
        }
    }

    static Stream<String> malformed() {
        return Stream.of(
                "GET  / HTTP/1.1\r\n\r\n",
                " GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1 \r\n\r\n",
                "GET /  HTTP/1.1\r\n\r\n",
                "GET\t/ HTTP/1.1\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/1.1\n\n",
                "GET / http/1.1\r\n\r\n",
                "GET / HTTP/11\r\n\r\n",
                "GET / HTTP/1.x\r\n\r\n",
                "GET / HTTQ/1.1\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\n\r\n",
                "GET /\u00e9 HTTP/1.1\r\n\r\n",
                "GET /\u007f HTTP/1.1\r\n\r\n",
                "GET /\rx HTTP/1.1\r\n\r\n",
                "G\u00c9T / HTTP/1.1\r\n\r\n",
                "GET(x) / HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n",
                "\nGET / HTTP/1.1\r\n\r\n",
                "\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n",
                "\rGET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n folded: first\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\n\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n\n",
                "GET / HTTP/1.1\r\nA: b\rC: d\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n\rx",
                "GET / HTTP/1.1\r\nA: b\u0000c\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\u007fcdefghijk\r\n\r\n",
                "GET / HTTP/1.1\r\nA: bcdefgh\u000bcdefgh\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n c\u0000\r\n\r\n",
                "GET / HTTP/1.1\r\nA : b\r\n\r\n",
                "GET / HTTP/1.1\r\nA\t: b\r\n\r\n",
                "GET / HTTP/1.1\r\nA B: c\r\n\r\n",
                "GET / HTTP/1.1\r\nA\u0000: c\r\n\r\n",
                "GET / HTTP/1.1\r\nA\u00e9: c\r\n\r\n",
                "GET / HTTP/1.1\r\n: c\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
                POST + "Content-Length: 1\r\n 0\r\n\r\na",
                POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                POST + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
                POST + "Content-Length: 1\r\ncontent-length: 2\r\n\r\na",
                POST + "Content-Length: 1, 1\r\n\r\na",
                POST + "Content-Length: +1\r\n\r\na",
                POST + "Content-Length: -0\r\n\r\na",
                POST + "Content-Length: 0x1\r\n\r\na",
                POST + "Content-Length: 1 1\r\n\r\na",
                POST + "Content-Length:\r\n\r\na",
                POST + "Content-Length: 9999999999999999999\r\n\r\na",
                POST + "Content-Length: 18446744073709551617\r\n\r\na",
                POST + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: chunke\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: identity\r\n\r\n",
                POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding:\r\n\r\n",
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    /// Nothing is read of what comes behind.
    @ParameterizedTest
    @MethodSource("malformed")
    void malformed_isRefusedHoweverItIsCut(String bytes) {
        String behind = bytes + "GET /smuggled HTTP/1.1\r\n\r\n";
        assertEquals(MALFORMED, read(behind));
        assertEquals(MALFORMED, wire().send(behind, 1).close());
        for (int at = 1; at < bytes.length(); at++) {
            assertEquals(MALFORMED, wire().sendSplit(behind, at).close());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\na\r\n0\r\n\r\n",
                "-1\r\na\r\n0\r\n\r\n",
                "+1\r\na\r\n0\r\n\r\n",
                "0x1\r\na\r\n0\r\n\r\n",
                " 1\r\na\r\n0\r\n\r\n",
                "1 \r\na\r\n0\r\n\r\n",
                "1 x\r\na\r\n0\r\n\r\n",
                "1\u0660\r\na\r\n0\r\n\r\n",
                "\r\n0\r\n\r\n",
                ";a\r\na\r\n0\r\n\r\n",
                "1\na\r\n0\r\n\r\n",
                "1\r\nab\r\n0\r\n\r\n",
                "1\r\na\n0\r\n\r\n",
                "1\r\na\rx0\r\n\r\n",
                "1;a\nb\r\na\r\n0\r\n\r\n",
                "1;a\u0000\r\na\r\n0\r\n\r\n",
                "1;a=\"b\r\na\r\n0\r\n\r\n",
                "1\rx\r\na\r\n0\r\n\r\n",
                "fffffffffffffffff\r\na\r\n0\r\n\r\n",
                "10000000000000001\r\na\r\n0\r\n\r\n",
                "0\r\nno colon\r\n\r\n",
                "0\r\nA : b\r\n\r\n",
                "0\r\nA: b\n\r\n",
                "0\r\n A: b\r\n\r\n",
                "0\r\n\rx"
            })
    void badChunks_breakTheBody(String chunks) {
        String bytes = CHUNKED + chunks;
        for (int at = 1; at < bytes.length(); at++) {
            String read =
                    wire().sendSplit(bytes, at).send("GET / HTTP/1.1\r\n\r\n").close();
            assertTrue(read.endsWith(MALFORMED), read);
            assertEquals(read.indexOf('\n'), read.length() - 1);
        }
    }

    /// However much comes, no more is kept than the limits allow.
    @Test
    void tooMuch_isRefusedAsSuch() {
        String start = "GET / HTTP/1.1\r\n";
        String end = " HTTP/1.1\r\n\r\n";
        assertTrue(read("GET /" + "x".repeat(16_000) + end).startsWith("GET /x"));
        assertEquals(LINE_TOO_LONG, read("GET /" + "x".repeat(17_000) + end));
        assertEquals(
                LINE_TOO_LONG, wire().send("GET /" + "x".repeat(17_000), 1000).close());
        assertEquals(LINE_TOO_LONG, read("x".repeat(100_000)));

        assertTrue(read(start + "A: " + "x".repeat(32_000) + "\r\n\r\n").startsWith("GET / HTTP/1.1|A=x"));
        assertEquals(HEADERS_TOO_LONG, read(start + "A: " + "x".repeat(33_000) + "\r\n\r\n"));
        assertEquals(
                HEADERS_TOO_LONG, wire().send(start + "A".repeat(33_000), 1000).close());
        assertEquals(HEADERS_TOO_LONG, read(start + "x".repeat(1_000_000)));
        assertEquals(HEADERS_TOO_LONG, read(start + ("A: " + "x".repeat(330) + "\r\n").repeat(100) + "\r\n"));

        assertTrue(read(start + "A: b\r\n".repeat(100) + "\r\n").startsWith("GET / HTTP/1.1|A=b|"));
        assertEquals(HEADERS_TOO_LONG, read(start + "A: b\r\n".repeat(101) + "\r\n"));
    }

    @Test
    void tooMuchAroundChunks_breaksTheBody() {
        assertTrue(read(CHUNKED + "1;a=" + "x".repeat(16_000) + "\r\na\r\n0\r\n\r\n")
                .endsWith("a.\n"));
        assertTrue(read(CHUNKED + "1;a=" + "x".repeat(17_000)).endsWith(MALFORMED));
        assertTrue(read(CHUNKED + "1;a=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\na\r\n".repeat(1000))
                .endsWith(MALFORMED));
        String signed = "400;chunk-signature=" + "f".repeat(64) + "\r\n" + "x".repeat(1024) + "\r\n";
        assertTrue(read(CHUNKED + signed.repeat(1000) + "0\r\n\r\n").endsWith("x.\n"));
        assertTrue(read(CHUNKED + "1\r\na\r\n".repeat(10_000) + "0\r\n\r\n").endsWith("a.\n"));

        assertTrue(read(CHUNKED + "0\r\nA: " + "x".repeat(17_000)).endsWith(HEADERS_TOO_LONG));
        assertTrue(read(CHUNKED + "0\r\n" + "A: b\r\n".repeat(101) + "\r\n").endsWith(HEADERS_TOO_LONG));
    }

    /// A body of any length passes without being copied or kept.
    @Test
    void longBody_passesInPieces() {
        Wire wire = wire().send(POST + "Content-Length: 3000000000\r\n\r\n");
        for (int i = 0; i < 3; i++) {
            wire.send("x".repeat(1000));
        }
        assertTrue(wire.close().endsWith("x".repeat(3000)));
    }

    @Test
    void arrival_isToldBeforeAnythingIsRead() {
        AtomicInteger arrivals = new AtomicInteger();
        Wire wire = new Wire(new RequestDecoder(arrivals::incrementAndGet));
        wire.send("G");
        assertEquals(1, arrivals.get());
        wire.send("ET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n");
        assertEquals(2, arrivals.get());
        wire.close();
    }

    /// Whoever takes the decoder off gets the bytes it has not made out.
    @Test
    void removedDecoder_handsOnTheRest() {
        RequestDecoder decoder = new RequestDecoder(() -> {});
        Wire wire = new Wire(decoder, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof LastHttpContent) {
                    context.pipeline().remove(decoder);
                }
                context.fireChannelRead(message);
            }
        });
        wire.send("GET / HTTP/1.1\r\n\r\n\u0000\u0001frames");
        wire.send("more");
        assertEquals("GET / HTTP/1.1| .\nraw:\u0000\u0001framesraw:more", wire.close());

        RequestDecoder half = new RequestDecoder(() -> {});
        Wire later = new Wire(half).send("GET / HT").send("TP/1");
        later.channel().pipeline().remove(half);
        assertEquals("raw:GET / HTTP/1", later.close());
    }

    @Test
    void otherMessages_pass() {
        Wire wire = wire();
        wire.channel().writeInbound("text");
        assertEquals("text", wire.channel().readInbound());
        wire.close();
    }

    /// A refused request to `HEAD` can be answered as one, if so much was read; an unread one is not taken for it.
    @Test
    void refusedRequest_hasItsMethodIfItWasRead() {
        Wire wire = wire();
        wire.channel().writeInbound(Unpooled.copiedBuffer("HEAD / HTTP/1.1\r\nA b\r\n", US_ASCII));
        HttpRequest refused = wire.channel().readInbound();
        assertEquals("HEAD", refused.method().name());

        Wire next = wire().send("HEAD / HTTP/1.1\r\n\r\n");
        next.channel().writeInbound(Unpooled.copiedBuffer("\u0000", US_ASCII));
        HttpRequest other = next.channel().readInbound();
        assertTrue(other.decoderResult().isFailure());
        assertFalse(other.method().name().equals("HEAD"));
        wire.close();
        next.close();
    }
}
