package dev.ostiary.gateway.upstream;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Which addresses the gateway connects to. Judged for each resolved address, which is then the one connected to, so a
/// name that changes its mind gains nothing.
public enum UpstreamReach {
    /// Everything that can be an agent's: not the link-local addresses, where clouds keep their machines'
    /// credentials (169.254.0.0/16, fe80::/10), nor those that mean no or many machines.
    PRIVATE,
    /// Only what is reachable from everywhere: no loopback and no private network either.
    PUBLIC;

    boolean includes(InetAddress address) {
        InetAddress meant = embedded(address);
        boolean isOneMachine = !meant.isLinkLocalAddress()
                && !meant.isAnyLocalAddress()
                && !meant.isMulticastAddress()
                && !isReserved(meant);
        return switch (this) {
            case PRIVATE -> isOneMachine;
            case PUBLIC -> isOneMachine && !meant.isLoopbackAddress() && !isPrivate(meant);
        };
    }

    /// 0.0.0.0/8 and 240.0.0.0/4.
    private static boolean isReserved(InetAddress address) {
        int first = address.getAddress()[0] & 0xff;
        return address instanceof Inet4Address && (first == 0 || first >= 240);
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isShared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        boolean isUniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || isShared || isUniqueLocal;
    }

    /// The IPv4 address that an IPv6 address stands for: mapped, compatible, translated (64:ff9b::/96) or 6to4.
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address;
        }
        boolean isTranslated =
                bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean isSixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        if (isSixToFour) {
            return inet4(bytes, 2);
        }
        boolean isMapped = (bytes[10] & 0xff) == 0xff && (bytes[11] & 0xff) == 0xff;
        boolean isCompatible =
                bytes[10] == 0 && bytes[11] == 0 && !address.isLoopbackAddress() && !address.isAnyLocalAddress();
        boolean isEmbedded = isTranslated || isZero(bytes, 10) && (isMapped || isCompatible);
        return isEmbedded ? inet4(bytes, 12) : address;
    }

    private static boolean isZero(byte[] bytes, int end) {
        for (int i = 0; i < end; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress inet4(byte[] bytes, int from) {
        return InetAddress.ofLiteral((bytes[from] & 0xff) + "." + (bytes[from + 1] & 0xff) + "."
                + (bytes[from + 2] & 0xff) + "." + (bytes[from + 3] & 0xff));
    }
}
