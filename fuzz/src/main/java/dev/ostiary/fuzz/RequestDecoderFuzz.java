package dev.ostiary.fuzz;

import dev.ostiary.gateway.http1.RequestDecoder;
import java.util.List;

/// Requests of HTTP/1: read the same however they are cut into packets, with nothing lost and nothing kept.
public final class RequestDecoderFuzz implements FuzzTarget {
    @Override
    public List<String> seeds() {
        return List.of(
                "GET /a?b=c HTTP/1.1\r\nHost: h\r\nX-API-Key: k\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: h\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;x=\"y\"\r\nabc\r\n0\r\nX-T: v\r\n\r\n",
                "\r\nGET http://h/a HTTP/1.0\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\nHost: h\n\n",
                "GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET  / HTTP/1.1 \r\n\r\n");
    }

    @Override
    public void run(byte[] bytes) {
        byte[] input = Input.ended(bytes);
        String whole = Transcript.of(decoder(), input, Math.max(1, input.length));
        for (int piece : List.of(1, 7, 64)) {
            // Long inputs are cut in fewer ways: single bytes of them cost most and tell no more.
            if (piece > 1 || input.length <= 4096) {
                BrokenPromiseException.unlessSame(
                        whole, Transcript.of(decoder(), input, piece), "packets make no difference");
            }
        }
    }

    private static RequestDecoder decoder() {
        return new RequestDecoder(() -> {});
    }
}
