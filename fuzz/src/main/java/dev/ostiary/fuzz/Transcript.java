package dev.ostiary.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a decoder made of bytes, as text: the same however the bytes were cut. Every buffer must be let go in the end.
final class Transcript {
    /// Of whatever kind: whether too long or malformed is said first depends on where the bytes were cut.
    private static final char FAILURE = '!';

    private final EmbeddedChannel channel;
    private final List<ByteBuf> buffers = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Transcript(ChannelHandler decoder) {
        channel = new EmbeddedChannel(decoder);
    }

    /// Of bytes that come in pieces of that length.
    static String of(ChannelHandler decoder, byte[] bytes, int piece) {
        Transcript transcript = new Transcript(decoder);
        for (int from = 0; from < bytes.length && transcript.channel.isOpen(); from += piece) {
            transcript.send(bytes, from, Math.min(bytes.length, from + piece));
        }
        return transcript.close();
    }

    private void send(byte[] bytes, int from, int to) {
        ByteBuf buffer = Unpooled.buffer(to - from);
        buffer.writeBytes(bytes, from, to - from);
        buffers.add(buffer);
        channel.writeInbound(buffer);
        read();
    }

    private String close() {
        var unused = channel.finish();
        read();
        for (ByteBuf buffer : buffers) {
            BrokenPromiseException.unless(buffer.refCnt() == 0, "every buffer is let go");
        }
        return text.toString();
    }

    private void read() {
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            describe(message);
            ReferenceCountUtil.release(message);
        }
    }

    private void describe(Object message) {
        if (message instanceof HttpMessage head) {
            describe(head);
        }
        if (message instanceof HttpContent content) {
            text.append(content.content().toString(ISO_8859_1));
            if (content.decoderResult().isFailure() && !(message instanceof HttpMessage)) {
                text.append(FAILURE);
            }
        } else if (message instanceof ByteBuf raw) {
            text.append(raw.toString(ISO_8859_1));
        }
        if (message instanceof LastHttpContent last) {
            text.append("\n.");
            last.trailingHeaders().iteratorAsString().forEachRemaining(this::field);
            text.append('\n');
        }
    }

    private void describe(HttpMessage head) {
        if (head.decoderResult().isFailure()) {
            text.append(FAILURE);
            return;
        }
        if (head instanceof HttpRequest request) {
            requirePlain(request.method().name() + request.uri());
            text.append(request.method()).append(' ').append(request.uri()).append(' ');
        }
        text.append(head.protocolVersion());
        if (head instanceof HttpResponse response) {
            text.append(' ').append(response.status().code());
        }
        head.headers().iteratorAsString().forEachRemaining(this::field);
        text.append("\n\n");
    }

    private void field(Map.Entry<String, String> field) {
        requirePlain(field.getKey());
        String value = field.getValue();
        BrokenPromiseException.unless(
                value.indexOf('\r') < 0 && value.indexOf('\n') < 0 && value.indexOf('\0') < 0,
                "a value ends with its line");
        text.append('\n').append(field.getKey()).append(": ").append(value);
    }

    private static void requirePlain(String token) {
        BrokenPromiseException.unless(
                token.chars().allMatch(c -> c > 0x20 && c < 0x7F), "names and targets are visible ASCII");
    }
}
