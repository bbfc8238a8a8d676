package dev.ostiary.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.app.terminal.CommandException;
import java.net.URLEncoder;
import java.util.Optional;

/// A path below `/api/v1`, each segment percent-encoded.
public final class ApiPath {
    private final String path;
    private final String query;

    private ApiPath(String path, String query) {
        this.path = path;
        this.query = query;
    }

    /// The path of these segments.
    public static ApiPath of(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            // An empty segment would name the collection; dots alone would be resolved on the way.
            if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
                throw CommandException.usage("a name or id is empty; give the one that is meant");
            }
            path.append('/').append(encode(segment));
        }
        return new ApiPath(path.toString(), "");
    }

    /// The same path with one more query parameter.
    public ApiPath with(String parameter, String value) {
        return new ApiPath(path, query + (query.isEmpty() ? '?' : '&') + encode(parameter) + '=' + encode(value));
    }

    /// The same path with one more query parameter when there is a value for it.
    public ApiPath with(String parameter, Optional<String> value) {
        return value.map(present -> with(parameter, present)).orElse(this);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return path + query;
    }
}
