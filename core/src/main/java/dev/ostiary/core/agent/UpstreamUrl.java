package dev.ostiary.core.agent;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// The address of an agent: `http` or `https`, a host, an optional port, an optional path that is put before the
/// request's own. No user info, query or fragment. The path is stored percent-encoded and without a trailing slash.
public record UpstreamUrl(URI uri) {
    /// What a valid one looks like, for error messages.
    public static final String REMEDY =
            "give an address such as http://127.0.0.1:9000 or https://agent.example.com/base, "
                    + "without user info, query or fragment";

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

    /// The host, an IPv6 address without brackets.
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
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

    private static boolean isValid(URI uri) {
        return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getPort() != 0
                && uri.getPort() <= 65_535;
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
