package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.access.Permit;
import dev.ostiary.core.key.KeyFormat;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the headers a client sent into those an upstream gets: no credential of ours, nothing that concerns
/// the client's connection only, no header of ours but those set here, each once.
final class RequestHeaders {
    private static final AsciiString HTTP = AsciiString.cached("http");

    private RequestHeaders() {}

    static void rewrite(HttpHeaders headers, Route route, Permit permit, String requestId, String clientAddress) {
        removeOwned(headers);
        HopByHop.remove(headers);
        headers.remove(HttpHeaderNames.EXPECT);
        removeCredential(headers, route.policy());
        setForwarded(headers, clientAddress);
        headers.set(HttpHeaderNames.HOST, route.hostHeader());
        setIdentity(headers, route, permit.key());
        headers.add(HeaderNames.REQUEST_ID, requestId);
    }

    private static void removeCredential(HttpHeaders headers, AccessPolicy policy) {
        switch (policy) {
            case AccessPolicy.KeyRequired(var _, Location.Header(String name), var _) -> headers.remove(name);
            case AccessPolicy.Open _ -> {
                if (headers.contains(HeaderNames.API_KEY)
                        && headers.getAll(HeaderNames.API_KEY).stream().anyMatch(KeyFormat::hasIssuedPrefix)) {
                    headers.remove(HeaderNames.API_KEY);
                }
            }
        }
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null && KeyFormat.hasIssuedPrefix(withoutScheme(authorization))) {
            headers.remove(HttpHeaderNames.AUTHORIZATION);
        }
    }

    private static String withoutScheme(String authorization) {
        return authorization.substring(Math.max(authorization.lastIndexOf(' '), authorization.lastIndexOf('\t')) + 1);
    }

    /// What the client says of where it comes from is not believed: only the address of its socket is.
    private static void setForwarded(HttpHeaders headers, String clientAddress) {
        headers.remove(HeaderNames.FORWARDED);
        headers.set(HeaderNames.FORWARDED_FOR, clientAddress);
        headers.set(HeaderNames.FORWARDED_PROTO, HTTP);
        String host = headers.get(HttpHeaderNames.HOST);
        if (host == null) {
            headers.remove(HeaderNames.FORWARDED_HOST);
        } else {
            headers.set(HeaderNames.FORWARDED_HOST, host);
        }
    }

    private static void setIdentity(HttpHeaders headers, Route route, @Nullable KeyEntry key) {
        if (key != null) {
            headers.add(HeaderNames.KEY_ID, key.id().value());
            headers.add(HeaderNames.KEY_NAME, HeaderText.encode(key.name()));
        }
        headers.add(HeaderNames.ORGANIZATION_ID, route.organizationId());
        headers.add(HeaderNames.AGENT, route.agent());
        headers.add(HeaderNames.ENVIRONMENT, route.environment());
    }

    /// Removes what would pass for a header of ours.
    static void removeOwned(HttpHeaders headers) {
        List<CharSequence> owned = null;
        var all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            if (HeaderNames.isOwned(header.getKey())) {
                if (owned == null) {
                    owned = new ArrayList<>();
                }
                owned.add(header.getKey());
            }
        }
        if (owned != null) {
            owned.forEach(headers::remove);
        }
    }

    /// Makes the trailers a client sent fit for an upstream: none of ours, and none that belongs in the head of a
    /// request.
    static void rewriteTrailers(HttpHeaders trailers) {
        removeOwned(trailers);
        trailers.remove(HttpHeaderNames.AUTHORIZATION)
                .remove(HeaderNames.API_KEY)
                .remove(HttpHeaderNames.COOKIE)
                .remove(HttpHeaderNames.HOST)
                .remove(HttpHeaderNames.CONTENT_LENGTH)
                .remove(HttpHeaderNames.TRANSFER_ENCODING)
                .remove(HttpHeaderNames.CONNECTION)
                .remove(HeaderNames.FORWARDED)
                .remove(HeaderNames.FORWARDED_FOR)
                .remove(HeaderNames.FORWARDED_HOST)
                .remove(HeaderNames.FORWARDED_PROTO);
    }
}
