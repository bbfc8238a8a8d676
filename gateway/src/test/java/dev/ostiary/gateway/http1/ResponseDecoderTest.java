package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses are read strictly, the same however their bytes are cut, and never unasked.
class ResponseDecoderTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private final Asked asked = new Asked();

    /// An upstream's connection that awaits so many responses.
    private static final class Asked implements ResponseDecoder.Connection {
        private int awaited = Integer.MAX_VALUE;
        private boolean isHead;

        @Override
        public boolean isServing() {
            return awaited > 0;
        }

        @Override
        public boolean isServingHead() {
            return isHead;
        }
    }

    private Wire wire() {
        return new Wire(new ResponseDecoder(asked), new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof LastHttpContent) {
                    asked.awaited--;
                }
                context.fireChannelRead(message);
            }
        });
    }

    private void assertRead(String expected, String bytes) {
        int awaited = asked.awaited;
        for (int at = 1; at < bytes.length(); at++) {
            asked.awaited = awaited;
            assertEquals(expected, wire().sendSplit(bytes, at).close());
        }
        asked.awaited = awaited;
        assertEquals(expected, wire().send(bytes, 1).close());
        asked.awaited = awaited;
        assertEquals(expected, wire().send(bytes).close());
    }

    @SuppressWarnings("StringConcatToTextBlock") // One line a message.
    static Stream<Arguments> responses() {
        return Stream.of(
                Arguments.of(OK + "Content-Length: 2\r\n\r\nab", "HTTP/1.1 200 OK|Content-Length=2| ab.\n"),
                Arguments.of(OK + "Content-Length: 0\r\n\r\n", "HTTP/1.1 200 OK|Content-Length=0| .\n"),
                Arguments.of("HTTP/1.0 404 \r\nContent-Length: 0\r\n\r\n", "HTTP/1.0 404 |Content-Length=0| .\n"),
                Arguments.of("HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 404 |Content-Length=0| .\n"),
                Arguments.of(
                        "HTTP/1.1 418 Short \u00e9 Stout\r\nContent-Length: 0\r\n\r\n",
                        "HTTP/1.1 418 Short \u00e9 Stout|Content-Length=0| .\n"),
                Arguments.of("HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 204 No Content| .\n"),
                Arguments.of(
                        "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
                        "HTTP/1.1 304 Not Modified|Content-Length=5| .\n"),
                Arguments.of(
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + OK
                                + "Content-Length: 1\r\n\r\nx",
                        "HTTP/1.1 100 Continue| .\nHTTP/1.1 103 Early Hints|Link=a| .\n"
                                + "HTTP/1.1 200 OK|Content-Length=1| x.\n"),
                Arguments.of(
                        CHUNKED + "3\r\nabc\r\n1\r\nd\r\n0\r\nX: y\r\n\r\n",
                        "HTTP/1.1 200 OK|Transfer-Encoding=chunked| abcd.X=y|\n"),
                Arguments.of(OK + "\r\nuntil the end", "HTTP/1.1 200 OK| until the end.\n"),
                Arguments.of("HTTP/1.0 200 OK\r\nA: b\r\n\r\n", "HTTP/1.0 200 OK|A=b| .\n"));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void wellFormed_isReadHoweverItIsCut(String bytes, String expected) {
        assertRead(expected, bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 20x OK\r\n\r\n",
                "HTTP/1.1 099 OK\r\n\r\n",
                "HTTP/1.1 200\tOK\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "http/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 O\u0000K\r\n\r\n",
                "HTTP/1.1 200 O\rK\r\n\r\n",
                "HTTP/1.1 200 OK\nA: b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\rC: d\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\nC: d\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 1,1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
            })
    void malformed_isRefusedHoweverItIsCut(String bytes) {
        assertRead("!IllegalArgumentException.\n", bytes);
    }

    @Test
    void tooMuch_isRefused() {
        assertRead("!TooLongHttpHeaderException.\n", OK + "A: b\r\n".repeat(1001) + "\r\n");
        assertEquals(
                "!TooLongHttpHeaderException.\n",
                wire().send(OK + "A: " + "x".repeat(70_000)).close());
        assertEquals(
                "!TooLongHttpLineException.\n",
                wire().send("HTTP/1.1 200 " + "x".repeat(70_000)).close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", ""})
    void responseToHead_hasNoBody(String framing) {
        asked.isHead = true;
        String header = framing.replace(": ", "=").replace("\r\n", "|");
        String one = "HTTP/1.1 200 OK|" + header + " .\n";
        assertRead(one + one, (OK + framing + "\r\n").repeat(2));
    }

    /// Bytes that come while nothing is awaited close the connection, and are not read.
    @Test
    void unaskedBytes_closeTheConnection() {
        asked.awaited = 0;
        Wire idle = wire().send("H");
        assertFalse(idle.channel().isOpen());
        assertEquals("", idle.close());

        asked.awaited = 1;
        ResponseDecoder decoder = new ResponseDecoder(asked);
        Wire behind = new Wire(decoder, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                asked.awaited = message instanceof LastHttpContent ? 0 : 1;
                context.fireChannelRead(message);
            }
        });
        behind.send(OK + "Content-Length: 1\r\n\r\na");
        assertFalse(decoder.hasLeftover());
        asked.awaited = 1;
        behind.send(OK + "Content-Length: 1\r\n\r\nb" + OK);
        assertTrue(decoder.hasLeftover());
        assertFalse(behind.channel().isOpen());
        String one = "HTTP/1.1 200 OK|Content-Length=1| ";
        assertEquals(one + "a.\n" + one + "b.\n", behind.close());
    }

    /// What ends before its end has no end, and nothing is made up.
    @ParameterizedTest
    @ValueSource(
            strings = {"HT", OK, OK + "Content-Length: 2\r\n\r\na", CHUNKED + "1\r\na\r\n", CHUNKED + "0\r\nA: b\r\n"})
    void cutOff_isNotEnded(String bytes) {
        String read = wire().send(bytes).close();
        assertFalse(read.contains(".\n"), read);
        assertFalse(read.contains("!"), read);
    }

    /// Where the end of the connection is the end of the body, a connection that broke has not ended it.
    @Test
    void brokenConnection_doesNotEndABody() {
        Wire wire = new Wire(new ResponseDecoder(asked), new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                context.close();
            }
        });
        wire.send(OK + "\r\nhalf");
        wire.channel().pipeline().fireExceptionCaught(new IOException("reset"));
        assertEquals("HTTP/1.1 200 OK| half", wire.close());
    }

    /// What follows a switch of protocols is handed on as it is.
    @Test
    void bytesBehind101_arePassedOn() {
        String switching = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
        assertEquals(
                "HTTP/1.1 101 Switching Protocols|Upgrade=websocket| .\nraw:\u0081\u0000raw:HTTP/1.1",
                wire().send(switching + "\u0081\u0000").send("HTTP/1.1").close());
    }

    @Test
    void usualStatus_isNotMadeAnew() {
        Wire wire = wire();
        wire.channel().writeInbound(Unpooled.copiedBuffer(OK + "\r\n", US_ASCII));
        DefaultHttpResponse response = wire.channel().readInbound();
        assertSame(HttpResponseStatus.OK, response.status());
        wire.close();
    }
}
