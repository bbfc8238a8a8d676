package dev.ostiary.fuzz;

import dev.ostiary.gateway.http1.ResponseDecoder;
import java.util.List;

/// Responses of HTTP/1, to `HEAD` and to others: read the same however they are cut into packets, with nothing lost and
/// nothing kept.
public final class ResponseDecoderFuzz implements FuzzTarget {
    @Override
    public List<String> seeds() {
        return List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T: v\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n\u0081\u0001a",
                "HTTP/1.0 200 OK\r\n\r\nuntil the end",
                "HTTP/1.1 304\r\nContent-Length: 9\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nset-cookie: c=d\r\nContent-Length: 0\r\n\r\n");
    }

    @Override
    public void run(byte[] bytes) {
        byte[] input = Input.ended(bytes);
        for (boolean isHead : new boolean[] {false, true}) {
            String whole = Transcript.of(decoder(isHead), input, Math.max(1, input.length));
            for (int piece : List.of(1, 7, 64)) {
                if (piece > 1 || input.length <= 4096) {
                    BrokenPromiseException.unlessSame(
                            whole, Transcript.of(decoder(isHead), input, piece), "packets make no difference");
                }
            }
        }
    }

    private static ResponseDecoder decoder(boolean isHead) {
        return new ResponseDecoder(new ResponseDecoder.Connection() {
            @Override
            public boolean isServing() {
                return true;
            }

            @Override
            public boolean isServingHead() {
                return isHead;
            }
        });
    }
}
