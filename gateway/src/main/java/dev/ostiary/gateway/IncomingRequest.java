package dev.ostiary.gateway;

import dev.ostiary.core.access.RequestFacts;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A request that the guard let through: framed in one way only, with a path that reads in one way only.
record IncomingRequest(HttpRequest http, RequestPath path, boolean isKeepAlive, boolean isExpectingContinue)
        implements RequestFacts {
    @Override
    public @Nullable String header(String name) {
        return http.headers().get(name);
    }

    @Override
    public boolean isRepeated(String name) {
        Iterator<String> values = http.headers().valueStringIterator(name);
        if (!values.hasNext()) {
            return false;
        }
        String unused = values.next();
        return values.hasNext();
    }

    @Override
    public String target() {
        return path.target();
    }

    boolean isHttp10() {
        return http.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    /// Whether another request may follow on the connection after one of our own answers: the client must not
    /// have been told to wait for a word before it sends the body, and must take it for granted that the
    /// connection stays open.
    boolean mayBeFollowed() {
        return isKeepAlive && !isExpectingContinue && !isHttp10();
    }

    HttpHeaders headers() {
        return http.headers();
    }
}
