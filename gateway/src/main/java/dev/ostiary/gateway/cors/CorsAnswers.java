package dev.ostiary.gateway.cors;

import dev.ostiary.core.access.CorsPolicy;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Answers browsers by a [CorsPolicy]: preflights whole, before anybody is asked for a key, and on every other
/// response the leave to read it. What the upstream says of CORS is not heard where the gateway has a policy.
public final class CorsAnswers {
    private static final String ANY = "*";
    private static final int MAX_HEADERS = 64;

    private final CorsPolicy policy;
    private final boolean isForEveryOrigin;
    private final String exposed;
    private final String maxAge;

    public CorsAnswers(CorsPolicy policy) {
        this.policy = policy;
        this.isForEveryOrigin = policy.allowsEveryOrigin();
        this.exposed = String.join(", ", policy.exposedHeaders());
        this.maxAge = Long.toString(policy.maxAge().toSeconds());
    }

    /// Whether a browser asks for leave rather than for something.
    public static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaderNames.ORIGIN)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /// The answer to a preflight. One that is not granted is answered without leave, which browsers take for no.
    public FullHttpResponse preflight(HttpHeaders request) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
        HttpHeaders headers = response.headers();
        String method = request.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (grantsOrigin(headers, request.get(HttpHeaderNames.ORIGIN))
                && method != null
                && policy.allowsMethod(method)) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, method);
            String allowed = allowedOf(request.getAll(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS));
            if (!allowed.isEmpty()) {
                headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, allowed);
            }
            headers.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, maxAge);
        }
        headers.set(HttpHeaderNames.VARY, "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        return response;
    }

    /// Gives the page that asked leave to read the response, if it is one that may.
    ///
    /// @param origin of the request; null when it has none
    public void applyTo(HttpHeaders response, @Nullable String origin) {
        removeOthers(response);
        if (grantsOrigin(response, origin) && !exposed.isEmpty()) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
        }
        if (!isForEveryOrigin
                && !response.containsValue(HttpHeaderNames.VARY, ANY, false)
                && !response.containsValue(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN, true)) {
            response.add(HttpHeaderNames.VARY, "Origin");
        }
    }

    private boolean grantsOrigin(HttpHeaders response, @Nullable String origin) {
        if (isForEveryOrigin) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
            return true;
        }
        if (origin == null || !policy.allowsOrigin(origin)) {
            return false;
        }
        response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (policy.allowsCredentials()) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
        return true;
    }

    /// Each by its name: a `*` would not stand for `Authorization`, nor for anything where cookies may be sent.
    private String allowedOf(List<String> lines) {
        List<String> allowed = new ArrayList<>();
        for (String line : lines) {
            for (String name : line.split(",", MAX_HEADERS)) {
                String header = name.strip().toLowerCase(Locale.ROOT);
                if (!header.isEmpty() && header.indexOf(',') < 0 && policy.allowsHeader(header)) {
                    allowed.add(header);
                }
            }
        }
        return String.join(", ", allowed);
    }

    private static void removeOthers(HttpHeaders response) {
        response.remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN)
                .remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS)
                .remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS)
                .remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS)
                .remove(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS)
                .remove(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE);
    }
}
