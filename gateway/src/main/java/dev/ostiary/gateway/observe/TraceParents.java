package dev.ostiary.gateway.observe;

import dev.ostiary.core.random.Randomness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The trace context of requests (W3C Trace Context). The gateway records no spans, so it passes a valid
/// `traceparent` on unchanged, as the recommendation has pass-through services do; it begins a trace when there is
/// none to go on with. For one thread.
public final class TraceParents {
    /// `00-{trace id, 32}-{parent id, 16}-{flags, 2}`
    private static final int LENGTH = 55;

    private static final int TRACE_ID = 3;
    private static final int PARENT_ID = 36;
    private static final int FLAGS = 53;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final long high;
    private long next;

    /// Begins at a random place, so that the ids of no two loops and no two processes meet.
    TraceParents(Randomness randomness) {
        ByteBuffer seed = ByteBuffer.wrap(randomness.bytes(2 * Long.BYTES));
        this.high = seed.getLong() | 1;
        this.next = seed.getLong();
    }

    /// What to send on: the value itself when it is valid and the only one, else a new one. In that case
    /// `tracestate` belongs to nothing and must be dropped.
    ///
    /// @param value of the header; null when there is none
    /// @param isRepeated whether the header stands more than once
    public String continued(@Nullable String value, boolean isRepeated) {
        return value != null && !isRepeated && isValid(value) ? value : begin();
    }

    /// A new trace. It is marked as sampled: tracers behind the gateway mostly do as the caller did, so with the
    /// flag unset they would record nothing at all; this way they record what they would without a gateway.
    private String begin() {
        byte[] text = new byte[LENGTH];
        text[0] = '0';
        text[1] = '0';
        text[2] = '-';
        writeHex(text, TRACE_ID, high);
        writeHex(text, TRACE_ID + 16, mixed());
        text[PARENT_ID - 1] = '-';
        writeHex(text, PARENT_ID, mixed() | 1);
        text[FLAGS - 1] = '-';
        text[FLAGS] = '0';
        text[FLAGS + 1] = '1';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /// The finalizer of SplitMix64 over a counter: every number once, in no order to be seen. The ids are unique,
    /// not secret.
    private long mixed() {
        next += 0x9E3779B97F4A7C15L;
        long z = next;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private static void writeHex(byte[] text, int at, long number) {
        for (int i = 15; i >= 0; i--) {
            text[at + i] = HEX[(int) number & 15];
            number >>>= 4;
        }
    }

    /// Whether the value is what the recommendation asks for. Of a version to come, only the part that every
    /// version begins with is looked at.
    static boolean isValid(String value) {
        if (value.length() < LENGTH || !isHex(value, 0, 2) || value.startsWith("ff")) {
            return false;
        }
        boolean isEnded = value.length() == LENGTH || !value.startsWith("00") && value.charAt(LENGTH) == '-';
        return isEnded
                && value.charAt(TRACE_ID - 1) == '-'
                && value.charAt(PARENT_ID - 1) == '-'
                && value.charAt(FLAGS - 1) == '-'
                && isId(value, TRACE_ID, 32)
                && isId(value, PARENT_ID, 16)
                && isHex(value, FLAGS, 2);
    }

    /// The trace id of a value that is valid.
    static String traceId(String value) {
        return value.substring(TRACE_ID, TRACE_ID + 32);
    }

    private static boolean isId(String value, int from, int length) {
        boolean isZero = true;
        for (int i = from; i < from + length; i++) {
            isZero &= value.charAt(i) == '0';
        }
        return !isZero && isHex(value, from, length);
    }

    private static boolean isHex(String value, int from, int length) {
        for (int i = from; i < from + length; i++) {
            char digit = value.charAt(i);
            if (!(digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
