package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Well-formed messages are read and written as Netty's own codec does it.
class CodecComparisonTest {
    private static final String TOKENS = "abcXYZ019-_.~!#$%&'*+^`|";
    private static final String TEXT = "abc XYZ,;=\"/()\t\u00e9\u00ff:";
    private static final String[] METHODS = {"GET", "POST", "HEAD", "DELETE", "PROPFIND", "OPTIONS"};
    private static final String[] STATUSES = {"200 OK", "404 Not Found", "204 No Content", "304 Not Modified", "799 Odd"
    };

    private static final ResponseDecoder.Connection ALWAYS = new ResponseDecoder.Connection() {
        @Override
        public boolean isServing() {
            return true;
        }

        @Override
        public boolean isServingHead() {
            return false;
        }
    };

    private static final class Source {
        final Random random;

        Source(int seed) {
            random = new Random(seed);
        }

        String some(String characters, int least, int most) {
            StringBuilder text = new StringBuilder();
            int length = least + random.nextInt(most - least + 1);
            for (int i = 0; i < length; i++) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            return text.toString();
        }

        String headers() {
            StringBuilder headers = new StringBuilder();
            int count = random.nextInt(8);
            for (int i = 0; i < count; i++) {
                headers.append(some(TOKENS, 1, 20))
                        .append(random.nextBoolean() ? ": " : ":")
                        .append(some(TEXT, 0, 60).strip())
                        .append(random.nextInt(4) == 0 ? " \t\r\n" : "\r\n");
            }
            return headers.toString();
        }

        String body() {
            return switch (random.nextInt(3)) {
                case 0 -> "Content-Length: 0\r\n\r\n";
                case 1 -> {
                    String body = some(TEXT + "\r\n", 1, 300);
                    yield "Content-Length: " + body.length() + "\r\n\r\n" + body;
                }
                default -> {
                    StringBuilder chunks = new StringBuilder("Transfer-Encoding: chunked\r\n\r\n");
                    int count = random.nextInt(4);
                    for (int i = 0; i < count; i++) {
                        String chunk = some(TEXT + "\r\n", 1, 100);
                        chunks.append(Integer.toHexString(chunk.length()))
                                .append(random.nextBoolean() ? ";x=y\r\n" : "\r\n")
                                .append(chunk)
                                .append("\r\n");
                    }
                    yield chunks + "0\r\n" + (random.nextBoolean() ? "X-Sum: 1\r\n\r\n" : "\r\n");
                }
            };
        }

        String request() {
            String target = "/" + some("abc/?=&%20;", 0, 40);
            return METHODS[random.nextInt(METHODS.length)] + " " + target + " HTTP/1.1\r\n" + headers() + body();
        }

        String response() {
            String status = STATUSES[random.nextInt(STATUSES.length)];
            String start = "HTTP/1.1 " + status + "\r\n" + headers();
            boolean isEmpty = status.startsWith("204") || status.startsWith("304");
            return start + (isEmpty ? "\r\n" : body());
        }
    }

    @Test
    void requests_areReadAlike() {
        for (int seed = 0; seed < 400; seed++) {
            Source source = new Source(seed);
            String bytes = source.request() + source.request() + source.request();
            String expected = new Wire(new HttpRequestDecoder()).send(bytes).close();
            int piece = 1 + source.random.nextInt(80);
            assertEquals(
                    expected, new Wire(new RequestDecoder(() -> {})).send(bytes).close(), bytes);
            assertEquals(
                    expected,
                    new Wire(new RequestDecoder(() -> {})).send(bytes, piece).close(),
                    bytes);
        }
    }

    @Test
    void responses_areReadAlike() {
        for (int seed = 0; seed < 400; seed++) {
            Source source = new Source(seed);
            String bytes = source.response() + source.response();
            String expected = new Wire(new HttpResponseDecoder()).send(bytes).close();
            int piece = 1 + source.random.nextInt(80);
            assertEquals(
                    expected, new Wire(new ResponseDecoder(ALWAYS)).send(bytes).close(), bytes);
            assertEquals(
                    expected,
                    new Wire(new ResponseDecoder(ALWAYS)).send(bytes, piece).close(),
                    bytes);
        }
    }

    /// What was read by either is written the same by both, and read again is the same message.
    @Test
    void messages_areWrittenAlike() {
        for (int seed = 0; seed < 400; seed++) {
            String request = new Source(seed).request();
            String nettys = pass(request, new HttpRequestDecoder(), new HttpRequestEncoder());
            assertEquals(nettys, pass(request, new RequestDecoder(() -> {}), new RequestEncoder()), request);
            assertEquals(
                    new Wire(new RequestDecoder(() -> {})).send(request).close(),
                    new Wire(new RequestDecoder(() -> {})).send(nettys).close());

            String response = new Source(seed).response();
            assertEquals(
                    pass(response, new HttpResponseDecoder(), new HttpResponseEncoder()),
                    pass(response, new ResponseDecoder(ALWAYS), new ResponseEncoder()),
                    response);
        }
    }

    private static String pass(String bytes, ChannelHandler decoder, ChannelHandler encoder) {
        EmbeddedChannel in = new EmbeddedChannel(decoder);
        EmbeddedChannel out = new EmbeddedChannel(encoder);
        in.writeInbound(Unpooled.copiedBuffer(bytes, ISO_8859_1));
        for (Object message = in.readInbound(); message != null; message = in.readInbound()) {
            out.write(message);
        }
        out.flush();
        out.checkException();
        StringBuilder written = new StringBuilder();
        for (ByteBuf piece = out.readOutbound(); piece != null; piece = out.readOutbound()) {
            written.append(piece.toString(ISO_8859_1));
            piece.release();
        }
        in.finishAndReleaseAll();
        out.finishAndReleaseAll();
        return written.toString();
    }
}
