package dev.ostiary.core.address;

import java.util.Optional;

/// A block of addresses in CIDR notation (RFC 4632, RFC 4291), or a single one. Bits behind the prefix must be
/// zero: one who writes `10.0.0.1/8` may have meant either.
///
/// @param network the first address of the block
/// @param prefixLength how many of the 128 bits are fixed; an IPv4 block of length n has 96 + n
public record AddressRange(InternetAddress network, int prefixLength) {
    /// What a valid one looks like, for error messages.
    public static final String REMEDY =
            "give an address or a block such as 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32, with zeros behind the prefix";

    private static final int V4_OFFSET = 96;

    public AddressRange {
        if (prefixLength < 0
                || prefixLength > 128
                || (network.high() & ~highMask(prefixLength)) != 0
                || (network.low() & ~lowMask(prefixLength)) != 0) {
            throw new IllegalArgumentException("not an address range");
        }
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InternetAddress> address = InternetAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        boolean isDotted = text.indexOf(':') < 0;
        int length = slash < 0 ? 128 : prefix(text.substring(slash + 1), isDotted);
        try {
            return length < 0 ? Optional.empty() : Optional.of(new AddressRange(address.get(), length));
        } catch (IllegalArgumentException bitsBehindThePrefix) {
            return Optional.empty();
        }
    }

    /// Whether the address lies in the block.
    public boolean contains(InternetAddress address) {
        return ((address.high() ^ network.high()) & highMask(prefixLength)) == 0
                && ((address.low() ^ network.low()) & lowMask(prefixLength)) == 0;
    }

    private static int prefix(String text, boolean isV4) {
        boolean isNumber = !text.isEmpty()
                && text.length() <= 3
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        int length = isNumber ? Integer.parseInt(text) : -1;
        if (length < 0 || length > (isV4 ? 32 : 128)) {
            return -1;
        }
        return isV4 ? V4_OFFSET + length : length;
    }

    private static long highMask(int length) {
        return length == 0 ? 0 : length >= 64 ? -1 : -1L << 64 - length;
    }

    private static long lowMask(int length) {
        return length <= 64 ? 0 : length == 128 ? -1 : -1L << 128 - length;
    }

    /// CIDR notation; a single address stands alone.
    @Override
    public String toString() {
        if (prefixLength == 128) {
            return network.toString();
        }
        boolean isV4 = network.isV4() && prefixLength >= V4_OFFSET;
        return network + "/" + (isV4 ? prefixLength - V4_OFFSET : prefixLength);
    }
}
