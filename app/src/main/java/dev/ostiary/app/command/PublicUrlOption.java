package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where browsers reach a server: scheme and host, a port if it is not the usual one, nothing behind.
final class PublicUrlOption {
    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "Where browsers reach the control plane, such as https://ostiary.example.com, when that is not"
                            + " where it listens. Cookies, passkeys and identity providers depend on it.")
    private @Nullable String url;

    /// The URL; empty when none was given.
    Optional<URI> read() {
        return Optional.ofNullable(url).map(PublicUrlOption::parse);
    }

    private static URI parse(String text) {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean isHttp = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (isHttp
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawPath().isEmpty()
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.toString().equals(url.toString().toLowerCase(Locale.ROOT))) {
                return url;
            }
        } catch (URISyntaxException notAUrl) {
            // answered below
        }
        throw CommandException.usage("--public-url is not usable; give scheme and host in lower case, such as"
                + " https://ostiary.example.com");
    }
}
