package dev.ostiary.gateway.http1;

import io.netty.handler.codec.http.HttpVersion;

/// `HTTP/d.d`, in capitals (RFC 9112, section 2.3).
final class Version {
    static final int LENGTH = 8;

    private Version() {}

    static HttpVersion parse(byte[] block, int start) {
        if (block[start] != 'H'
                || block[start + 1] != 'T'
                || block[start + 2] != 'T'
                || block[start + 3] != 'P'
                || block[start + 4] != '/'
                || block[start + 6] != '.') {
            throw BadMessage.MALFORMED;
        }
        int major = digit(block[start + 5]);
        int minor = digit(block[start + 7]);
        if (major == 1 && minor <= 1) {
            return minor == 1 ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0;
        }
        return new HttpVersion("HTTP", major, minor, false);
    }

    private static int digit(byte octet) {
        int digit = octet - '0';
        if (digit < 0 || digit > 9) {
            throw BadMessage.MALFORMED;
        }
        return digit;
    }
}
