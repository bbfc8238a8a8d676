package dev.ostiary.core.agent;

import dev.ostiary.core.address.InternetAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The address of an agent: `http`, `https` or `h2c` (HTTP/2 without TLS, not asked for first), a host, an optional
/// port, an optional path that is put before the request's own. No user info, query or fragment, and no address
/// that cannot be an agent's: link-local (where clouds keep their machines' credentials), of no machine or of many.
/// The path is stored percent-encoded and without a trailing slash.
public record UpstreamUrl(URI uri) {
    /// What a valid one looks like, for error messages.
    public static final String REMEDY =
            "give an address such as http://127.0.0.1:9000, https://agent.example.com/base or h2c://10.0.0.7:50051, "
                    + "without user info, query or fragment, and not a link-local one";

    private static final Set<String> SCHEMES = Set.of("http", "https", "h2c");
    private static final Pattern LITERAL = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    public UpstreamUrl {
        if (!isValid(uri)) {
            throw new IllegalArgumentException("not an upstream URL");
        }
        uri = withoutTrailingSlash(uri);
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<UpstreamUrl> parse(String text) {
        try {
            URI uri = new URI(text);
            return isValid(uri) ? Optional.of(new UpstreamUrl(uri)) : Optional.empty();
        } catch (URISyntaxException notAUri) {
            return Optional.empty();
        }
    }

    /// Whether the connection is made with TLS.
    public boolean isTls() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /// Whether HTTP/2 is spoken without TLS, and without asking whether the agent knows it.
    public boolean isHttp2() {
        return "h2c".equalsIgnoreCase(uri.getScheme());
    }

    /// The host, an IPv6 address without brackets.
    public String host() {
        return withoutBrackets(uri.getHost());
    }

    /// The port, the scheme's own when none is given.
    public int port() {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return isTls() ? 443 : 80;
    }

    /// The path put before the request's own; empty, or begins with a slash and ends without one.
    public String basePath() {
        return uri.getRawPath();
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isValid(URI uri) {
        return uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getPort() != 0
                && uri.getPort() <= 65_535
                && mayBeAnAgents(withoutBrackets(uri.getHost()));
    }

    /// Names are judged when they are resolved. What ends in a number is no name (WHATWG URL, section 3.5), and one
    /// that reads in two ways is no address.
    private static boolean mayBeAnAgents(String host) {
        boolean isLiteral = host.indexOf(':') >= 0 || LITERAL.matcher(host).matches();
        if (!isLiteral) {
            return true;
        }
        if (InternetAddress.parse(host).isEmpty()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(host);
            return !address.isLinkLocalAddress() && !address.isAnyLocalAddress() && !address.isMulticastAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static URI withoutTrailingSlash(URI uri) {
        String text = uri.toASCIIString();
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return URI.create(text.substring(0, end));
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
