package dev.ostiary.gateway.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Headers;
import org.junit.jupiter.api.Test;

/// What a client of HTTP/2 gets has names in lower case and nothing of a connection of HTTP/1.
class Http2FieldsTest {
    @Test
    void response_hasItsFieldsInLowerCase() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Content-Type", "text/plain")
                .add("Set-Cookie", "a=1")
                .add("Set-Cookie", "b=2")
                .add("Connection", "close")
                .add("Keep-Alive", "timeout=5")
                .add("Proxy-Connection", "close")
                .add("Transfer-Encoding", "chunked")
                .add("Upgrade", "h2c");
        Http2Headers fields = Http2Fields.response(HttpResponseStatus.ACCEPTED.codeAsText(), headers);
        assertEquals("202", fields.status().toString());
        assertEquals("text/plain", fields.get("content-type").toString());
        assertEquals(2, fields.getAll("set-cookie").size());
        assertEquals(4, fields.size());
    }

    @Test
    void trailers_haveNoStatus() {
        Http2Headers fields = Http2Fields.trailers(new DefaultHttpHeaders().add("Grpc-Status", "0"));
        assertEquals("0", fields.get("grpc-status").toString());
        assertFalse(fields.contains(":status"));
    }
}
