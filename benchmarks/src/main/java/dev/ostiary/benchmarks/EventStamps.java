package dev.ostiary.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.LongConsumer;

/// The instant an event was sent at, as its id: read from a stream whatever pieces it comes in. Instants are
/// [System#nanoTime()], which all processes of a Linux machine share. Not thread safe: one for each stream.
final class EventStamps {
    private static final String FIELD = "id: ";
    /// About what a model's answer takes for a token.
    private static final byte[] DATA =
            ("data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":"
                            + "{\"content\":\" hello\"},\"finish_reason\":null}]}\n\n")
                    .getBytes(US_ASCII);

    private int column;
    private boolean isField = true;
    private long stamp;

    /// An event that is sent now.
    static ByteBuf event() {
        byte[] id = (FIELD + System.nanoTime() + "\n").getBytes(US_ASCII);
        return Unpooled.wrappedBuffer(id, DATA);
    }

    /// Hands over the instant of each event whose id ends in these bytes.
    void read(ByteBuf bytes, LongConsumer stamps) {
        while (bytes.isReadable()) {
            char read = (char) bytes.readByte();
            if (read == '\n') {
                if (isField && column > FIELD.length()) {
                    stamps.accept(stamp);
                }
                column = 0;
                stamp = 0;
                isField = true;
                continue;
            }
            if (column < FIELD.length()) {
                isField &= read == FIELD.charAt(column);
            } else if (isField) {
                stamp = 10 * stamp + (read - '0');
            }
            column++;
        }
    }
}
