package dev.ostiary.fuzz;

import dev.ostiary.gateway.http2.Http2Requests;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Map;

/// Header sections of HTTP/2, a field on each line: no request comes of one that HTTP/1 could read as something else.
public final class Http2RequestsFuzz implements FuzzTarget {
    @Override
    public List<String> seeds() {
        return List.of(
                ":method=GET\n:scheme=https\n:path=/a?b\n:authority=h\nx-api-key=k",
                ":method=POST\n:scheme=http\n:path=/\n:authority=h\ncookie=a=b\ncookie=c=d\nte=trailers",
                ":method=GET\n:scheme=http\n:path=/ HTTP/1.1\r\nX: y\n:authority=h",
                ":method=GET\n:scheme=http\n:path=/\n:authority=h\ntransfer-encoding=chunked",
                ":method=GET\n:scheme=http\n:path=/\n:authority=h\nhost=other",
                ":method=OPTIONS\n:scheme=http\n:path=*\n:authority=h",
                ":method=CONNECT\n:authority=h:443",
                ":method=GET\n:scheme=http\n:path=/\n:authority=u@h\nx= padded ");
    }

    @Override
    public void run(byte[] input) {
        Http2Headers fields = new DefaultHttp2Headers(false);
        for (String line : Input.latin(input).split("\n", -1)) {
            int equals = line.indexOf('=', 1);
            // Others the codec refuses before.
            boolean isLowerCase = line.chars().limit(Math.max(0, equals)).noneMatch(c -> c >= 'A' && c <= 'Z');
            if (equals > 0 && isLowerCase) {
                fields.add(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        HttpRequest request = Http2Requests.of(fields, (input.length & 1) == 0);
        if (request != null && !request.method().equals(HttpMethod.CONNECT)) {
            requireOneReading(request);
            // Without an authority hosts stand as they came: the guard takes one only, whatever the protocol.
            BrokenPromiseException.unless(
                    fields.authority() == null
                            || request.headers().getAll("host").size() == 1,
                    "the authority is the host");
        }
        HttpHeaders trailers = new DefaultHttpHeaders();
        if (Http2Requests.copyTrailers(fields, trailers)) {
            trailers.iteratorAsString().forEachRemaining(Http2RequestsFuzz::requireLine);
        }
    }

    private static void requireOneReading(HttpRequest request) {
        HttpHeaders headers = request.headers();
        BrokenPromiseException.unless(
                request.method().name().chars().allMatch(c -> c > 0x20 && c < 0x7F), "a method is a token");
        boolean isChunked = headers.contains("transfer-encoding");
        BrokenPromiseException.unless(!isChunked || !headers.contains("content-length"), "a body is framed in one way");
        for (String name : List.of("connection", "upgrade", "keep-alive", "proxy-connection")) {
            BrokenPromiseException.unless(!headers.contains(name), "nothing is said of a connection");
        }
        headers.iteratorAsString().forEachRemaining(Http2RequestsFuzz::requireLine);
    }

    private static void requireLine(Map.Entry<String, String> field) {
        String line = field.getKey() + field.getValue();
        BrokenPromiseException.unless(
                line.indexOf('\r') < 0 && line.indexOf('\n') < 0 && line.indexOf('\0') < 0, "a field is one line");
        BrokenPromiseException.unless(
                field.getKey().chars().allMatch(c -> c > 0x20 && c < 0x7F && c != ':'), "a name is a token");
    }
}
