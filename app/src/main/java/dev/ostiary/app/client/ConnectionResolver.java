package dev.ostiary.app.client;

import dev.ostiary.app.environment.ProcessEnvironment;
import dev.ostiary.app.profile.Profile;
import dev.ostiary.app.profile.ProfileFile;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/// Finds out which server is meant. Address and key are each taken from the first that names one: the flag, the
/// profile of a data folder that was named, the environment, the profile of the usual data folder.
public final class ConnectionResolver {
    /// The environment variable that holds the address of the control plane.
    public static final String URL = "OSTIARY_URL";

    /// The environment variable that holds the management key.
    public static final String KEY = "OSTIARY_KEY";

    /// The usual data folder.
    public static final Path DATA = Path.of("data");

    private final ProcessEnvironment environment;

    public ConnectionResolver(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /// The connection that these flags mean in this environment.
    ///
    /// @throws CommandException when no server is named anywhere, or what is named cannot be used
    public Connection resolve(Optional<String> url, Optional<String> key, Optional<Path> data) {
        Optional<URI> foundUrl = url.map(ConnectionResolver::address);
        Optional<Secret> foundKey = key.map(ConnectionResolver::secret);
        if (data.isPresent() && (foundUrl.isEmpty() || foundKey.isEmpty())) {
            Profile named = read(data.get());
            return new Connection(foundUrl.orElse(named.url()), foundKey.orElse(named.key()));
        }
        foundUrl = foundUrl.or(() -> environment.variable(URL).map(ConnectionResolver::address));
        foundKey = foundKey.or(() -> environment.variable(KEY).map(ConnectionResolver::secret));
        if (foundUrl.isPresent() && foundKey.isPresent()) {
            return new Connection(foundUrl.get(), foundKey.get());
        }
        if (foundUrl.isPresent() && !new ProfileFile(DATA).exists()) {
            throw CommandException.usage("no management key for " + foundUrl.get() + "; give --key, set " + KEY
                    + ", or name the server's data folder with --data");
        }
        Profile usual = read(DATA);
        return new Connection(foundUrl.orElse(usual.url()), foundKey.orElse(usual.key()));
    }

    private static Profile read(Path folder) {
        ProfileFile file = new ProfileFile(folder);
        if (!file.exists()) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "no server is known: there is no " + file.path()
                            + "; start one with `./ostiary up`, or give --url and" + " --key");
        }
        try {
            return file.read()
                    .orElseThrow(() -> new CommandException(
                            ExitCode.FAILED,
                            file.path()
                                    + " is not a profile; remove it and start `./ostiary up` again, which writes it"));
        } catch (IOException unreadable) {
            throw new CommandException(
                    ExitCode.FAILED,
                    file.path() + " cannot be read; use the account that runs the server, or give --url"
                            + " and --key");
        }
    }

    private static Secret secret(String key) {
        // Anything else would break the header, and the error would quote it.
        if (key.isEmpty() || !key.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw CommandException.usage("the management key has characters that no key has; copy it again");
        }
        return Secret.of(key);
    }

    private static URI address(String url) {
        try {
            URI uri = new URI(url.replaceFirst("/+$", ""));
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isHttp
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() <= 65_535) {
                return uri;
            }
        } catch (URISyntaxException notAUri) {
            // falls through to the refusal
        }
        throw CommandException.usage("the server's address is not a URL; give one such as http://127.0.0.1:8081");
    }
}
