package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

/// Decoders as they stand in a pipeline: bytes in, and what came of them as text. Every buffer must be let go in the
/// end.
final class Wire {
    private final EmbeddedChannel channel;
    private final List<ByteBuf> buffers = new ArrayList<>();
    private final StringBuilder transcript = new StringBuilder();

    Wire(ChannelHandler... handlers) {
        channel = new EmbeddedChannel(handlers);
    }

    EmbeddedChannel channel() {
        return channel;
    }

    /// Sends bytes in one piece, one a character.
    Wire send(String text) {
        ByteBuf buffer = Unpooled.directBuffer(text.length());
        buffer.writeCharSequence(text, ISO_8859_1);
        buffers.add(buffer);
        channel.writeInbound(buffer);
        read();
        return this;
    }

    /// Sends bytes in pieces of that length.
    Wire send(String text, int piece) {
        for (int from = 0; from < text.length(); from += piece) {
            send(text.substring(from, Math.min(text.length(), from + piece)));
        }
        return this;
    }

    /// Sends bytes in two pieces.
    Wire sendSplit(String text, int at) {
        return send(text.substring(0, at)).send(text.substring(at));
    }

    /// Closes, and tells what was read: heads, bodies in one piece however they came, and failures.
    String close() {
        channel.finish();
        read();
        for (ByteBuf buffer : buffers) {
            assertEquals(0, buffer.refCnt());
        }
        return transcript.toString();
    }

    private void read() {
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            describe(message);
            ReferenceCountUtil.release(message);
        }
    }

    private void describe(Object message) {
        if (message instanceof HttpMessage head) {
            describeHead(head);
        }
        if (message instanceof HttpContent content) {
            transcript.append(content.content().toString(ISO_8859_1));
            if (content.decoderResult().isFailure() && !(message instanceof HttpMessage)) {
                transcript.append(failure(content.decoderResult().cause()));
            }
        } else if (message instanceof ByteBuf raw) {
            transcript.append("raw:").append(raw.toString(ISO_8859_1));
        }
        if (message instanceof LastHttpContent last) {
            transcript.append('.');
            last.trailingHeaders()
                    .iteratorAsString()
                    .forEachRemaining(trailer -> transcript.append(trailer).append('|'));
            transcript.append('\n');
        }
    }

    private void describeHead(HttpMessage head) {
        if (head.decoderResult().isFailure()) {
            transcript.append(failure(head.decoderResult().cause()));
            return;
        }
        if (head instanceof HttpRequest request) {
            transcript
                    .append(request.method())
                    .append(' ')
                    .append(request.uri())
                    .append(' ');
        }
        transcript.append(head.protocolVersion());
        if (head instanceof HttpResponse response) {
            transcript.append(' ').append(response.status());
        }
        transcript.append('|');
        head.headers()
                .iteratorAsString()
                .forEachRemaining(header -> transcript.append(header).append('|'));
        transcript.append(' ');
    }

    private static String failure(Throwable cause) {
        return "!" + cause.getClass().getSimpleName();
    }
}
