package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/// Frames of HTTP/2 made by hand (RFC 9113, section 4; RFC 7541, section 6.2.2).
final class Http2Frames {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS_TYPE = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int CONTINUATION = 9;
    /// The number that Netty gives to the first stream of a connection.
    static final int FIRST = 3;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final byte[] SETTINGS = frame(SETTINGS_TYPE, 0, 0, new byte[0]);
    static final byte[] SETTINGS_ACK = frame(SETTINGS_TYPE, 1, 0, new byte[0]);

    private Http2Frames() {}

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        byte[] frame = new byte[9 + payload.length];
        frame[0] = (byte) (payload.length >> 16);
        frame[1] = (byte) (payload.length >> 8);
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[5] = (byte) (stream >> 24);
        frame[6] = (byte) (stream >> 16);
        frame[7] = (byte) (stream >> 8);
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, 9, payload.length);
        return frame;
    }

    /// Header fields, none of them indexed; names and values shorter than 127 bytes.
    static byte[] fields(String... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            out.write(0);
            for (String text : new String[] {fields[i], fields[i + 1]}) {
                out.write(text.length());
                out.writeBytes(text.getBytes(ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    static byte[] repeated(byte[] frame, int times) {
        byte[] all = new byte[frame.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return all;
    }
}
