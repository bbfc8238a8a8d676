package dev.ostiary.core.access;

import dev.ostiary.core.address.InternetAddress;
import org.jspecify.annotations.Nullable;

/// What a decision may know of a request. Header names are asked for in lower case and match in any case.
public interface RequestFacts {
    /// The method, in the case it was sent in.
    String method();

    /// The request target as it was sent, path and query.
    String target();

    /// The path below the route, beginning with a slash, without the query: what scopes are judged by.
    String path();

    /// The value of a header, outer white space removed; null when the request has none. Of a repeated header any
    /// line.
    @Nullable
    String header(String name);

    /// Whether the header stands more than once.
    boolean isRepeated(String name);

    /// The text of a field at the top of the JSON body; null when the body is not JSON or has no such text. Asked
    /// only of policies that read a body, and then the body is whole.
    @Nullable
    String bodyField(String name);

    /// Where the request comes from, trusted proxies seen through; null when that is not known.
    @Nullable
    InternetAddress clientAddress();
}
