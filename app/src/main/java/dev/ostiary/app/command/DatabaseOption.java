package dev.ostiary.app.command;

import dev.ostiary.app.environment.ProcessEnvironment;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.store.PostgresConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which PostgreSQL database a server works on.
final class DatabaseOption {
    private static final String REMEDY =
            "write postgresql://USER@HOST:5432/NAME, and the password in" + " OSTIARY_DATABASE_PASSWORD";

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "A PostgreSQL database, such as postgresql://ostiary@db.example.com:5432/ostiary. Else"
                    + " OSTIARY_DATABASE. The password is read from OSTIARY_DATABASE_PASSWORD, or from the URL in"
                    + " OSTIARY_DATABASE.")
    private @Nullable String url;

    /// Whether the option was given.
    boolean isGiven() {
        return url != null;
    }

    /// The database; empty when none was named.
    Optional<PostgresConfig> read(ProcessEnvironment environment) {
        Optional<String> fromEnvironment = environment.variable("OSTIARY_DATABASE");
        Optional<String> password = environment.variable("OSTIARY_DATABASE_PASSWORD");
        String named = url;
        if (named == null) {
            return fromEnvironment.map(text -> parse("OSTIARY_DATABASE", text, password));
        }
        if (passwordIn(named).isPresent()) {
            throw CommandException.usage("--database holds a password, which other users of this machine can see in the"
                    + " list of processes; " + REMEDY);
        }
        return Optional.of(parse("--database", named, password));
    }

    private static PostgresConfig parse(String source, String text, Optional<String> password) {
        try {
            URI uri = uri(text);
            String user = Optional.ofNullable(uri.getRawUserInfo())
                    .map(info -> decoded(info.split(":", 2)[0]))
                    .filter(name -> !name.isEmpty())
                    .orElseThrow(() -> new URISyntaxException(text, "no user"));
            if (uri.getHost() == null || uri.getRawPath().length() < 2) {
                throw new URISyntaxException(text, "no host or no database");
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String parameters = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + parameters;
            Secret secret = Secret.of(password.or(() -> passwordIn(text)).orElse(""));
            return new PostgresConfig(jdbc, user, secret);
        } catch (URISyntaxException | IllegalArgumentException wrong) {
            throw CommandException.usage(source + " is no PostgreSQL URL; " + REMEDY);
        }
    }

    private static URI uri(String text) throws URISyntaxException {
        URI uri = new URI(text);
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw new URISyntaxException(text, "another scheme");
        }
        return uri;
    }

    private static Optional<String> passwordIn(String text) {
        try {
            return Optional.ofNullable(new URI(text).getRawUserInfo())
                    .map(info -> info.split(":", 2))
                    .filter(parts -> parts.length == 2)
                    .map(parts -> decoded(parts[1]));
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
