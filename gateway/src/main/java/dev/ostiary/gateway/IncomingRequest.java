package dev.ostiary.gateway;

import dev.ostiary.core.access.RequestFacts;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
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

    HttpHeaders headers() {
        return http.headers();
    }
}
