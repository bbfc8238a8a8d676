package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.handler.codec.http.HttpResponseStatus;

/// The first lines of responses, made once for each status that has a name of its own.
final class StatusLines {
    private static final int END = 600;
    private static final HttpResponseStatus[] STATUSES = new HttpResponseStatus[END];
    private static final byte[][] LINES = new byte[END][];

    static {
        for (int code = 0; code < END; code++) {
            STATUSES[code] = HttpResponseStatus.valueOf(code);
            LINES[code] = make(STATUSES[code]);
        }
    }

    private StatusLines() {}

    /// The line with its end.
    @SuppressWarnings("ReferenceEquality") // Statuses are equal by their code alone, whatever their reason.
    static byte[] of(HttpResponseStatus status) {
        int code = status.code();
        return code < END && STATUSES[code] == status ? LINES[code] : make(status);
    }

    private static byte[] make(HttpResponseStatus status) {
        byte[] line = ("HTTP/1.1 " + status.code() + " " + status.reasonPhrase() + "\r\n").getBytes(ISO_8859_1);
        if (Octets.textEnd(line, 0, line.length) != line.length - 2) {
            throw new IllegalArgumentException("control character in the reason of a status");
        }
        return line;
    }
}
