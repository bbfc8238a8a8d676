package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/// `HTTP/1.d SP status SP [reason]` (RFC 9112, section 4). The last space may be missing when the reason is, as many
/// servers do it.
final class StatusLine implements StartLine {
    private static final int CODE = Version.LENGTH + 1;
    private static final int REASON = CODE + 4;

    private HttpVersion version = HttpVersion.HTTP_1_1;
    private HttpResponseStatus status = HttpResponseStatus.OK;

    HttpVersion version() {
        return version;
    }

    HttpResponseStatus status() {
        return status;
    }

    @Override
    public void parse(byte[] block, int start, int end) {
        int codeEnd = start + CODE + 3;
        if (end < codeEnd || block[start + CODE - 1] != ' ' || end > codeEnd && block[codeEnd] != ' ') {
            throw BadMessage.MALFORMED;
        }
        version = Version.parse(block, start);
        int code = code(block, start + CODE);
        if (version.majorVersion() != 1 || code < 100) {
            throw BadMessage.MALFORMED;
        }
        status = status(code, block, Math.min(start + REASON, end), end);
    }

    @Override
    public void reset() {
        status = HttpResponseStatus.OK;
    }

    private static int code(byte[] block, int at) {
        int code = 0;
        for (int i = 0; i < 3; i++) {
            int digit = block[at + i] - '0';
            if (digit < 0 || digit > 9) {
                throw BadMessage.MALFORMED;
            }
            code = code * 10 + digit;
        }
        return code;
    }

    private static HttpResponseStatus status(int code, byte[] block, int start, int end) {
        HttpResponseStatus usual = HttpResponseStatus.valueOf(code);
        if (isReason(usual.reasonPhrase(), block, start, end)) {
            return usual;
        }
        if (Octets.textEnd(block, start, end) != end) {
            throw BadMessage.MALFORMED;
        }
        return new HttpResponseStatus(code, new String(block, start, end - start, ISO_8859_1));
    }

    private static boolean isReason(String usual, byte[] block, int start, int end) {
        if (usual.length() != end - start) {
            return false;
        }
        for (int i = 0; i < usual.length(); i++) {
            if (usual.charAt(i) != block[start + i]) {
                return false;
            }
        }
        return true;
    }
}
