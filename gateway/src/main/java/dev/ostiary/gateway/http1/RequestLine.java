package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;

/// `method SP request-target SP HTTP-version`, with nothing else between and around (RFC 9112, section 3). The target
/// is visible ASCII.
final class RequestLine implements StartLine {
    private static final HttpMethod[] METHODS = {
        HttpMethod.GET,
        HttpMethod.POST,
        HttpMethod.PUT,
        HttpMethod.DELETE,
        HttpMethod.PATCH,
        HttpMethod.HEAD,
        HttpMethod.OPTIONS,
        HttpMethod.CONNECT,
        HttpMethod.TRACE
    };

    private HttpMethod method = HttpMethod.GET;
    private String target = "";
    private HttpVersion version = HttpVersion.HTTP_1_1;

    HttpMethod method() {
        return method;
    }

    String target() {
        return target;
    }

    HttpVersion version() {
        return version;
    }

    @Override
    public void parse(byte[] block, int start, int end) {
        int methodEnd = Octets.tokenEnd(block, start, end);
        int versionStart = end - Version.LENGTH;
        int targetStart = methodEnd + 1;
        int targetEnd = versionStart - 1;
        if (methodEnd == start || targetEnd <= targetStart || block[methodEnd] != ' ') {
            throw BadMessage.MALFORMED;
        }
        method = method(block, start, methodEnd);
        if (block[targetEnd] != ' ' || Octets.visibleEnd(block, targetStart, targetEnd) != targetEnd) {
            throw BadMessage.MALFORMED;
        }
        version = Version.parse(block, versionStart);
        target = new String(block, targetStart, targetEnd - targetStart, ISO_8859_1);
    }

    @Override
    public void reset() {
        method = HttpMethod.GET;
    }

    private static HttpMethod method(byte[] block, int start, int end) {
        for (HttpMethod known : METHODS) {
            byte[] name = known.asciiName().array();
            if (Arrays.equals(name, 0, name.length, block, start, end)) {
                return known;
            }
        }
        return HttpMethod.valueOf(new String(block, start, end - start, US_ASCII));
    }
}
