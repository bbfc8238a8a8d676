package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A client that speaks HTTP/2 frame by frame, so that it can do what no library lets it. Waits ten seconds at most.
final class Http2Peer implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private static final int MAX_FRAME = 16_384;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder((_, _) -> true);
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private int nextStream = 1;

    /// A frame as it came.
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean isEnd() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        /// The error code of `RST_STREAM` or `GOAWAY`.
        int error() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
        }
    }

    /// What came on a stream up to its end.
    ///
    /// @param heads the interim heads, the head, and the trailers
    /// @param error of the reset that ended it; -1 for none
    record Response(List<Http2Headers> heads, String body, int error) {
        int status() {
            return Integer.parseInt(heads.getFirst().status().toString());
        }

        String header(String name) {
            return text(heads.getFirst().get(name));
        }

        String trailer(String name) {
            return text(heads.getLast().get(name));
        }

        private static String text(CharSequence value) {
            return value == null ? "" : value.toString();
        }
    }

    Http2Peer(Socket socket, int... settings) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        ByteBuffer payload = ByteBuffer.allocate(settings.length / 2 * 6);
        for (int i = 0; i < settings.length; i += 2) {
            payload.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        out.write(PREFACE.getBytes(US_ASCII));
        frame(SETTINGS, 0, 0, payload.array());
        awaitSettings();
    }

    /// The gateway's own hold once they are acknowledged.
    private void awaitSettings() throws IOException {
        boolean isAcknowledged = false;
        while (!isAcknowledged) {
            Frame frame = read();
            isAcknowledged = isSettings(frame);
            acknowledge(frame);
        }
    }

    private static boolean isSettings(Frame frame) {
        return frame.type() == SETTINGS && (frame.flags() & ACK) == 0;
    }

    private void acknowledge(Frame frame) throws IOException {
        if (isSettings(frame)) {
            frame(SETTINGS, ACK, 0, new byte[0]);
        }
    }

    /// Connects with prior knowledge.
    ///
    /// @param settings pairs of identifier and value
    static Http2Peer connect(URI url, int... settings) throws IOException {
        return new Http2Peer(new Socket(url.getHost(), url.getPort()), settings);
    }

    Socket socket() {
        return socket;
    }

    int newStream() {
        nextStream += 2;
        return nextStream - 2;
    }

    void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(bytes(type, flags, stream, payload));
        out.flush();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    static byte[] bytes(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /// The header block of names and values in turn.
    byte[] block(String... fields) throws Http2Exception {
        Http2Headers headers = new DefaultHttp2Headers(false);
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        ByteBuf block = Unpooled.buffer();
        encoder.encodeHeaders(1, headers, block);
        return ByteBufUtil.getBytes(block);
    }

    /// Names and values of a request, with more behind them.
    static String[] request(String method, String path, String... more) {
        List<String> fields = new ArrayList<>(
                List.of(":method", method, ":scheme", "http", ":authority", "gateway.test", ":path", path));
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }

    /// Begins a stream.
    int headers(boolean isEnd, String... fields) throws Exception {
        int stream = newStream();
        byte[] block = block(fields);
        int first = Math.min(block.length, MAX_FRAME);
        int flags = isEnd ? END_STREAM : 0;
        frame(HEADERS, first == block.length ? flags | END_HEADERS : flags, stream, Arrays.copyOf(block, first));
        for (int at = first; at < block.length; at += MAX_FRAME) {
            int end = Math.min(block.length, at + MAX_FRAME);
            frame(CONTINUATION, end == block.length ? END_HEADERS : 0, stream, Arrays.copyOfRange(block, at, end));
        }
        return stream;
    }

    void trailers(int stream, String... fields) throws Exception {
        frame(HEADERS, END_HEADERS | END_STREAM, stream, block(fields));
    }

    void data(int stream, boolean isEnd, String text) throws IOException {
        frame(DATA, isEnd ? END_STREAM : 0, stream, text.getBytes(ISO_8859_1));
    }

    void reset(int stream, int error) throws IOException {
        frame(RST_STREAM, 0, stream, number(error));
    }

    /// The next frame that is not about settings, which are acknowledged, or windows.
    Frame next() throws IOException {
        while (true) {
            Frame frame = read();
            if (frame.type() != SETTINGS && frame.type() != WINDOW_UPDATE) {
                return frame;
            }
            acknowledge(frame);
        }
    }

    private Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("in a frame");
        }
        return new Frame(type, flags, stream, payload);
    }

    Http2Headers decode(byte[] block) throws Http2Exception {
        return decoder.decodeHeaders(1, Unpooled.wrappedBuffer(block));
    }

    /// Reads on until the stream ends; frames of others are left out, but for their headers' part in the
    /// compression.
    /// What is read is given back to the window.
    Response response(int stream) throws Exception {
        List<Http2Headers> heads = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Frame frame = next();
            if (frame.type() == HEADERS) {
                Http2Headers decoded = decode(frame.payload());
                if (frame.stream() == stream) {
                    heads.add(decoded);
                }
            } else if (frame.type() == DATA && frame.payload().length > 0) {
                frame(WINDOW_UPDATE, 0, 0, number(frame.payload().length));
                if (frame.stream() == stream) {
                    body.write(frame.payload());
                    if (!frame.isEnd()) {
                        frame(WINDOW_UPDATE, 0, stream, number(frame.payload().length));
                    }
                }
            } else if (frame.type() == GOAWAY) {
                throw new IOException("GOAWAY with " + frame.error());
            }
            if (frame.stream() == stream && (frame.isEnd() || frame.type() == RST_STREAM)) {
                int error = frame.type() == RST_STREAM ? frame.error() : -1;
                return new Response(heads, body.toString(ISO_8859_1), error);
            }
        }
    }

    Response call(String... fields) throws Exception {
        return response(headers(true, fields));
    }

    /// Reads until the gateway ends the connection: the error of the last `GOAWAY`, -1 for none.
    int ended() throws IOException {
        int error = -1;
        try {
            while (true) {
                Frame frame = next();
                if (frame.type() == GOAWAY) {
                    error = frame.error();
                }
            }
        } catch (EOFException | SocketException end) {
            return error;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
