package dev.ostiary.core.address;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A host exactly, or with `*.` any host beneath it at any depth, but
/// not itself. Hosts are in lower case, international ones in their ASCII form (RFC 5891).
///
/// @param host the host, without the `*.`
/// @param isWildcard whether it stands for the hosts beneath
public record DomainPattern(String host, boolean isWildcard) {
    /// What a valid one looks like, for error messages.
    public static final String REMEDY =
            "give a host such as example.com, or *.example.com for every host beneath it, without scheme, port or path";

    private static final String WILDCARD = "*.";
    private static final int MAX_LENGTH = 253;
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    public DomainPattern {
        if (host.length() > MAX_LENGTH || !HOST.matcher(host).matches() || isWildcard && host.indexOf('.') < 0) {
            throw new IllegalArgumentException("not a domain pattern");
        }
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<DomainPattern> parse(String text) {
        boolean isWildcard = text.startsWith(WILDCARD);
        String host = isWildcard ? text.substring(WILDCARD.length()) : text;
        if (host.length() > MAX_LENGTH) {
            // To put it into ASCII form would cost the square of its length, and fail otherwise than for a wrong one.
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return Optional.of(new DomainPattern(ascii, isWildcard));
        } catch (IllegalArgumentException notAHost) {
            return Optional.empty();
        }
    }

    /// Whether it stands for that host.
    ///
    /// @param candidate in lower case and ASCII form, without port
    public boolean matches(String candidate) {
        if (!isWildcard) {
            return candidate.equals(host);
        }
        int beneath = candidate.length() - host.length() - 1;
        return beneath > 0 && candidate.charAt(beneath) == '.' && candidate.endsWith(host);
    }

    @Override
    public String toString() {
        return isWildcard ? WILDCARD + host : host;
    }
}
