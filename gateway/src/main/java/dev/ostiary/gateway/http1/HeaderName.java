package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A header's name, made ready to be looked for and to be written. Those declared here are recognised while a head is
/// parsed, so that [FlatHeaders] knows at once whether they stand in it. Fits wherever Netty takes a name.
public final class HeaderName implements CharSequence {
    private static final int TABLE_BITS = 8;
    private static final @Nullable HeaderName[] TABLE = new HeaderName[1 << TABLE_BITS];
    private static final int MOST = 63;
    private static int recognised;

    public static final HeaderName HOST = recognised("Host");
    public static final HeaderName CONTENT_LENGTH = recognised("Content-Length");
    public static final HeaderName TRANSFER_ENCODING = recognised("Transfer-Encoding");
    public static final HeaderName TRAILER = recognised("Trailer");
    public static final HeaderName CONNECTION = recognised("Connection");
    public static final HeaderName UPGRADE = recognised("Upgrade");
    public static final HeaderName TE = recognised("TE");
    public static final HeaderName KEEP_ALIVE = recognised("Keep-Alive");
    public static final HeaderName PROXY_CONNECTION = recognised("Proxy-Connection");
    public static final HeaderName EXPECT = recognised("Expect");
    public static final HeaderName AUTHORIZATION = recognised("Authorization");
    public static final HeaderName PROXY_AUTHORIZATION = recognised("Proxy-Authorization");
    public static final HeaderName API_KEY = recognised("X-API-Key");
    public static final HeaderName COOKIE = recognised("Cookie");
    public static final HeaderName ORIGIN = recognised("Origin");
    public static final HeaderName FORWARDED = recognised("Forwarded");
    public static final HeaderName FORWARDED_FOR = recognised("X-Forwarded-For");
    public static final HeaderName FORWARDED_HOST = recognised("X-Forwarded-Host");
    public static final HeaderName FORWARDED_PROTO = recognised("X-Forwarded-Proto");
    public static final HeaderName FORWARDED_PORT = recognised("X-Forwarded-Port");
    public static final HeaderName FORWARDED_PREFIX = recognised("X-Forwarded-Prefix");
    public static final HeaderName REAL_IP = recognised("X-Real-IP");
    public static final HeaderName CLIENT_IP = recognised("X-Client-IP");
    public static final HeaderName TRUE_CLIENT_IP = recognised("True-Client-IP");
    public static final HeaderName CF_CONNECTING_IP = recognised("CF-Connecting-IP");
    public static final HeaderName WEBSOCKET_KEY1 = recognised("Sec-WebSocket-Key1");
    public static final HeaderName TRACEPARENT = recognised("traceparent");
    public static final HeaderName TRACESTATE = recognised("tracestate");

    private final String text;
    private final int key;
    private final int number;
    private final long bit;
    private final byte[] prefix;

    private HeaderName(String text, int number) {
        this.prefix = (text + ": ").getBytes(US_ASCII);
        if (text.isEmpty() || Octets.tokenEnd(prefix, 0, text.length()) != text.length()) {
            throw new IllegalArgumentException("not a header name: " + text);
        }
        this.text = text;
        this.key = key(prefix, 0, text.length());
        this.number = number;
        this.bit = number == 0 ? 0 : 1L << number;
    }

    /// A name that is not recognised while parsing, but written as fast as one that is.
    public static HeaderName of(String text) {
        HeaderName name = new HeaderName(text, 0);
        HeaderName known = find(name.prefix, 0, text.length(), name.key);
        return known == null ? name : known;
    }

    /// The bits of several recognised names, to ask for all of them at once.
    public static long bits(HeaderName... names) {
        long bits = 0;
        for (HeaderName name : names) {
            bits |= name.bit;
        }
        return bits;
    }

    private static HeaderName recognised(String text) {
        HeaderName name = new HeaderName(text, ++recognised);
        if (recognised > MOST) {
            throw new IllegalStateException("more names than bits");
        }
        int slot = slot(name.key);
        while (TABLE[slot] != null) {
            slot = next(slot);
        }
        TABLE[slot] = name;
        return name;
    }

    /// The recognised name that stands there in any case; null when it is another.
    static @Nullable HeaderName find(byte[] bytes, int start, int length, int key) {
        int slot = slot(key);
        for (HeaderName name = TABLE[slot]; name != null; name = TABLE[slot]) {
            if (name.key == key && name.isAt(bytes, start, length)) {
                return name;
            }
            slot = next(slot);
        }
        return null;
    }

    private static int slot(int key) {
        return key * 0x9E3779B1 >>> 32 - TABLE_BITS;
    }

    private static int next(int slot) {
        return slot + 1 & TABLE.length - 1;
    }

    /// What names are compared by before they are compared: the length, the first and the last character. The same
    /// in any case; 0 for no name at all.
    static int key(byte[] bytes, int start, int length) {
        return key(length, bytes[start], bytes[start + length - 1]);
    }

    static int key(CharSequence name) {
        int length = name.length();
        return length == 0 ? 0 : key(length, name.charAt(0), name.charAt(length - 1));
    }

    private static int key(int length, int first, int last) {
        return length & 0xFFFF | (first & 0xFF | 0x20) << 16 | (last & 0xFF | 0x20) << 24;
    }

    /// Whether this name stands there, in any case.
    boolean isAt(byte[] bytes, int start, int length) {
        if (length != text.length()) {
            return false;
        }
        if (Arrays.equals(bytes, start, start + length, prefix, 0, length)) {
            return true;
        }
        for (int i = 0; i < length; i++) {
            if (!Octets.isSame(bytes[start + i], prefix[i])) {
                return false;
            }
        }
        return true;
    }

    int key() {
        return key;
    }

    /// Its own number, from 1 to 63, when it is recognised; 0 otherwise.
    int number() {
        return number;
    }

    /// Its own bit when it is recognised; none otherwise.
    long bit() {
        return bit;
    }

    /// The beginning of its line: the name, a colon and a space.
    byte[] prefix() {
        return prefix;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
