package dev.ostiary.gateway;

import dev.ostiary.gateway.observe.RequestRecord;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A request that the guard let through: framed in one way only, with a path that reads in one way only.
///
/// @param record where it is noted what becomes of it
record IncomingRequest(
        HttpRequest http, RequestPath path, boolean isKeepAlive, boolean isExpectingContinue, RequestRecord record) {
    @Nullable
    String header(String name) {
        return http.headers().get(name);
    }

    boolean isRepeated(String name) {
        Iterator<String> values = http.headers().valueStringIterator(name);
        if (!values.hasNext()) {
            return false;
        }
        String unused = values.next();
        return values.hasNext();
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
