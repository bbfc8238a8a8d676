package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages are written in one form, whole and in few pieces, and nothing in them can end a line.
class EncoderTest {
    private final ResponseEncoder encoder = new ResponseEncoder();
    private final EmbeddedChannel responses = new EmbeddedChannel(encoder);
    private final EmbeddedChannel requests = new EmbeddedChannel(new RequestEncoder());
    private final List<ByteBuf> bodies = new ArrayList<>();

    private static HttpResponse response(int status, String... headers) {
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), new FlatHeaders());
        return withHeaders(response, headers);
    }

    private static HttpResponse withHeaders(HttpResponse response, String... headers) {
        for (String header : headers) {
            response.headers().add(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(' ') + 1));
        }
        return response;
    }

    private HttpContent content(String text) {
        return new DefaultHttpContent(body(text));
    }

    private ByteBuf body(String text) {
        ByteBuf body = Unpooled.directBuffer().writeBytes(text.getBytes(ISO_8859_1));
        bodies.add(body);
        return body;
    }

    /// Writes, flushes once, and gives back the pieces that were sent.
    private List<String> pieces(EmbeddedChannel channel, Object... messages) {
        for (Object message : messages) {
            channel.write(message, channel.voidPromise());
        }
        channel.flush();
        channel.checkException();
        List<String> pieces = new ArrayList<>();
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            pieces.add(piece.toString(ISO_8859_1));
            piece.release();
        }
        bodies.forEach(body -> assertEquals(0, body.refCnt()));
        return pieces;
    }

    private String sent(EmbeddedChannel channel, Object... messages) {
        return String.join("", pieces(channel, messages));
    }

    @Test
    void shortResponse_isOnePiece() {
        assertEquals(
                List.of("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nA: b\r\n\r\nbody"),
                pieces(
                        responses,
                        response(200, "Content-Length: 4", "A: b"),
                        content("bo"),
                        new DefaultLastHttpContent(body("dy"))));
    }

    @Test
    void longBody_isNotCopied() {
        String body = "x".repeat(5000);
        List<String> pieces = pieces(
                responses, response(200, "Content-Length: 5000"), content(body), LastHttpContent.EMPTY_LAST_CONTENT);
        assertEquals(List.of("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", body), pieces);
    }

    @Test
    void chunks_areFramedWithTrailers() {
        HttpHeaders trailers = new FlatHeaders().add("X-Sum", "1");
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertEquals(
                List.of(head + "5\r\nhello\r\n10\r\n0123456789abcdef\r\n0\r\nX-Sum: 1\r\n\r\n"),
                pieces(
                        responses,
                        response(200, "Transfer-Encoding: chunked"),
                        content("hello"),
                        content(""),
                        content("0123456789abcdef"),
                        new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, trailers)));
        String large = "y".repeat(0x12345);
        assertEquals(
                head + "12345\r\n" + large + "\r\n1\r\nz\r\n0\r\n\r\n",
                sent(
                        responses,
                        response(200, "Transfer-Encoding: chunked"),
                        content(large),
                        new DefaultLastHttpContent(body("z"))));
    }

    /// Each event of a stream goes at once, in one piece.
    @Test
    void flushedChunk_goesAtOnce() {
        assertEquals(
                1,
                pieces(responses, response(200, "Transfer-Encoding: chunked")).size());
        assertEquals(List.of("3\r\nabc\r\n"), pieces(responses, content("abc")));
        assertEquals(List.of("0\r\n\r\n"), pieces(responses, LastHttpContent.EMPTY_LAST_CONTENT));
    }

    @Test
    void responseWithoutLength_goesAsItIs() {
        assertEquals(
                "HTTP/1.1 200 OK\r\n\r\nuntil the end",
                sent(responses, response(200), content("until "), new DefaultLastHttpContent(body("the end"))));
    }

    @ParameterizedTest
    @CsvSource({"204,false", "304,false", "103,false", "205,false", "200,true", "404,true"})
    void responseWithoutBody_hasNone(int status, boolean isHead) {
        encoder.answerHead(isHead);
        String sent =
                sent(responses, response(status, "A: b"), content("body"), new DefaultLastHttpContent(body("more")));
        assertTrue(sent.endsWith("\r\n\r\n"), sent);
        encoder.answerHead(false);
        assertTrue(sent(responses, response(200), new DefaultLastHttpContent(body("own")))
                .endsWith("\r\n\r\nown"));
    }

    @Test
    void headersOfABody_standOnlyWhereTheyMay() {
        String length = "Content-Length: 5";
        assertFalse(sent(responses, response(204, length), LastHttpContent.EMPTY_LAST_CONTENT)
                .contains("ength"));
        assertFalse(sent(responses, response(103, "Transfer-Encoding: chunked")).contains("chunked"));
        assertTrue(sent(responses, response(205, length)).contains("Content-Length: 0\r\n"));
        assertTrue(sent(responses, response(304, length)).contains("Content-Length: 5\r\n"));
        encoder.answerHead(true);
        assertTrue(sent(responses, response(200, length)).contains("Content-Length: 5\r\n"));
    }

    /// Headers of any kind are written; those of HTTP/2 come in Netty's own.
    @Test
    void nettysOwnMessages_areWritten() {
        HttpResponse response = withHeaders(
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, new HttpResponseStatus(418, "Short \u00e9"), body("pot")),
                "Content-Length: 3",
                "X: y");
        assertEquals("HTTP/1.1 418 Short \u00e9\r\nContent-Length: 3\r\nX: y\r\n\r\npot", sent(responses, response));
    }

    @Test
    void request_isWritten() {
        DefaultHttpRequest get =
                new DefaultHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/a?b", new FlatHeaders());
        get.headers().add("Host", "h");
        DefaultHttpRequest post =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf("PURGE"), "/", new FlatHeaders());
        post.headers().add("Content-Length", "2");
        assertEquals(
                List.of("GET /a?b HTTP/1.1\r\nHost: h\r\n\r\nPURGE / HTTP/1.1\r\nContent-Length: 2\r\n\r\nxy"),
                pieces(
                        requests,
                        get,
                        LastHttpContent.EMPTY_LAST_CONTENT,
                        post,
                        new DefaultLastHttpContent(body("xy"))));
    }

    /// What would be read as the next request is not sent.
    @Test
    void requestBodyWithoutFraming_isRefused() {
        DefaultHttpRequest get = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", new FlatHeaders());
        requests.write(get, requests.voidPromise());
        ChannelFuture written = requests.write(content("GET / HTTP/1.1\r\n\r\n"));
        assertFalse(written.isSuccess());
        assertEquals("GET / HTTP/1.1\r\n\r\n", sent(requests));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a b", "/\r\nX: y", "/\u00e9", "/\u0000", "/\u007f"})
    void requestTargetThatCannotStand_isRefused(String target) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target, new FlatHeaders(), false);
        assertFalse(requests.write(request).isSuccess());
        assertEquals("", sent(requests));
    }

    @Test
    void reasonThatEndsItsLine_cannotBeMade() {
        assertThrows(IllegalArgumentException.class, () -> new HttpResponseStatus(200, "a\r\nb"));
        HttpResponse response = new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, new HttpResponseStatus(200, "a\u0000b"), new FlatHeaders());
        assertFalse(responses.write(response).isSuccess());
        assertEquals("", sent(responses));
    }

    /// Whoever waits for a write is told when just that was written, and the order stays.
    @Test
    void awaitedWrite_goesByItself() {
        responses.write(response(200, "Content-Length: 1"), responses.voidPromise());
        ChannelFuture body = responses.write(new DefaultLastHttpContent(body("a")));
        ChannelFuture raw = responses.write(body("raw"));
        assertFalse(body.isDone());
        assertEquals("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naraw", sent(responses));
        assertTrue(body.isSuccess());
        assertTrue(raw.isSuccess());
    }

    /// Bytes behind the head of a switch of protocols stay behind it.
    @Test
    void removedEncoder_writesWhatItHas() {
        responses.write(response(101), responses.voidPromise());
        responses.pipeline().remove(encoder);
        assertEquals("HTTP/1.1 101 Switching Protocols\r\n\r\nframes", sent(responses, body("frames")));
    }

    @Test
    void closedChannel_keepsNothing() {
        ByteBuf body = body("body");
        responses.write(response(200, "Content-Length: 4"), responses.voidPromise());
        responses.close();
        responses.write(new DefaultLastHttpContent(body), responses.voidPromise());
        responses.runPendingTasks();
        responses.finishAndReleaseAll();
        assertEquals(0, body.refCnt());
    }
}
