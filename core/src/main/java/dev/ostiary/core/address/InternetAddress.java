package dev.ostiary.core.address;

import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An address of a client as 128 bits. An IPv4 address is held as its v4-mapped IPv6 form (RFC 4291, section 2.5.5.2),
/// so `::ffff:10.0.0.1` and `10.0.0.1` are one and the same.
///
/// @param high the first 64 bits, in network order
/// @param low the last 64 bits
public record InternetAddress(long high, long low) {
    private static final long V4_MAPPED = 0x0000_FFFF_0000_0000L;
    private static final int GROUPS = 8;

    /// The address of a socket.
    public static InternetAddress of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? new InternetAddress(0, V4_MAPPED | number(bytes, 0, 4))
                : new InternetAddress(number(bytes, 0, 8), number(bytes, 8, 16));
    }

    /// Reads an address in its usual text form: dotted decimal without leading zeros, or IPv6 (RFC 4291, section
    /// 2.2) without a zone and without brackets. Names are not looked up. Empty for everything else.
    public static Optional<InternetAddress> parse(String text) {
        return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
    }

    /// Whether it is an IPv4 address.
    public boolean isV4() {
        return high == 0 && low >>> 32 == V4_MAPPED >>> 32;
    }

    private static Optional<InternetAddress> parseV4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return Optional.empty();
        }
        long value = 0;
        for (String octet : octets) {
            int number = decimal(octet);
            if (number < 0) {
                return Optional.empty();
            }
            value = value << 8 | number;
        }
        return Optional.of(new InternetAddress(0, V4_MAPPED | value));
    }

    /// An octet; -1 when the text is not one. A leading zero means octal to some readers, so it is none.
    private static int decimal(String octet) {
        if (octet.isEmpty() || octet.length() > 3 || octet.length() > 1 && octet.charAt(0) == '0') {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < octet.length(); i++) {
            char digit = octet.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value <= 255 ? value : -1;
    }

    private static Optional<InternetAddress> parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return fill(groups, 0, text, true) == GROUPS ? Optional.of(of(groups)) : Optional.empty();
        }
        int head = fill(groups, 0, text.substring(0, gap), false);
        int[] tail = new int[GROUPS];
        int tailLength = fill(tail, 0, text.substring(gap + 2), true);
        if (head < 0 || tailLength < 0 || head + tailLength >= GROUPS) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, groups, GROUPS - tailLength, tailLength);
        return Optional.of(of(groups));
    }

    /// Reads groups divided by colons; -1 when the text is not such. The last may be a dotted IPv4 address.
    private static int fill(int[] groups, int from, String text, boolean mayEndInV4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int at = from;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (mayEndInV4 && i == parts.length - 1 && part.indexOf('.') >= 0) {
                Optional<InternetAddress> v4 = parseV4(part);
                if (v4.isEmpty() || at + 2 > GROUPS) {
                    return -1;
                }
                groups[at++] = (int) (v4.get().low >>> 16 & 0xFFFF);
                groups[at++] = (int) (v4.get().low & 0xFFFF);
            } else {
                int group = hex(part);
                if (group < 0 || at == GROUPS) {
                    return -1;
                }
                groups[at++] = group;
            }
        }
        return at;
    }

    private static int hex(String group) {
        if (group.isEmpty() || group.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < group.length(); i++) {
            char character = group.charAt(i);
            int digit = character < 0x7F ? Character.digit(character, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static InternetAddress of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new InternetAddress(high, low);
    }

    private static long number(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }

    /// The usual text form: an IPv4 address in dotted decimal, an IPv6 address as RFC 5952 has it.
    @Override
    public String toString() {
        if (isV4()) {
            return (low >>> 24 & 0xFF) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
        }
        int gapLength = 1;
        int gap = -1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(i);
            if (zeros > gapLength) {
                gap = i;
                gapLength = zeros;
            }
        }
        return gap < 0 ? groups(0, GROUPS) : groups(0, gap) + "::" + groups(gap + gapLength, GROUPS);
    }

    private int zerosFrom(int start) {
        int end = start;
        while (end < GROUPS && group(end) == 0) {
            end++;
        }
        return end - start;
    }

    private String groups(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(group(i)))
                .collect(Collectors.joining(":"));
    }

    private int group(int i) {
        return (int) ((i < 4 ? high : low) >>> 48 - 16 * (i & 3)) & 0xFFFF;
    }
}
