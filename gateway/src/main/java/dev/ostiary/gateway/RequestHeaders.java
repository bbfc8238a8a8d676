package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.Permit;
import dev.ostiary.gateway.http1.FlatHeaders;
import dev.ostiary.gateway.http1.HeaderName;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the headers a client sent into those an upstream gets: nothing that concerns the client's connection only, no
/// header of ours but those set here, each once. Credentials are gone already, see [CredentialPlaces].
final class RequestHeaders {
    private static final AsciiString HTTP = AsciiString.cached("http");
    /// What the gateway says itself, or answers itself.
    private static final HeaderName[] REPLACED = {
        HeaderName.EXPECT,
        HeaderName.FORWARDED,
        HeaderName.FORWARDED_FOR,
        HeaderName.FORWARDED_HOST,
        HeaderName.FORWARDED_PROTO
    };

    /// What proxies say of the client, each in words of its own.
    private static final HeaderName[] SAID = {
        HeaderName.FORWARDED_PORT,
        HeaderName.FORWARDED_PREFIX,
        HeaderName.REAL_IP,
        HeaderName.CLIENT_IP,
        HeaderName.TRUE_CLIENT_IP,
        HeaderName.CF_CONNECTING_IP
    };

    private static final long SAID_BITS = HeaderName.bits(SAID);

    private static final long REPLACED_BITS = HeaderName.bits(REPLACED);

    private RequestHeaders() {}

    /// @param isDirect whether the client is at the other end of the connection, and no trusted proxy between: what
    /// it
    ///     says of where it is in other words than `X-Forwarded-For` is then its own invention
    static void rewrite(
            HttpHeaders headers, Route route, Permit permit, String requestId, String clientAddress, boolean isDirect) {
        removeOwned(headers);
        HopByHop.remove(headers);
        if (isDirect) {
            removeSaid(headers);
        }
        setForwarded(headers, clientAddress);
        removeReplaced(headers, route.replaced());
        headers.remove(HeaderName.HOST).add(route.headers());
        setIdentity(headers, permit.key());
        headers.add(HeaderNames.REQUEST_ID, requestId);
    }

    /// Other spellings too, which an upstream would take for the same name.
    private static void removeReplaced(HttpHeaders headers, List<HeaderName> replaced) {
        boolean mayHoldMarks = !(headers instanceof FlatHeaders flat) || flat.hasOwnHint();
        for (int i = 0; i < replaced.size(); i++) {
            HeaderName name = replaced.get(i);
            headers.remove(name);
            if (mayHoldMarks) {
                headers.names().stream()
                        .filter(other -> HeaderNames.isSpellingOf(name, other))
                        .forEach(headers::remove);
            }
        }
    }

    private static void removeSaid(HttpHeaders headers) {
        if (headers instanceof FlatHeaders flat) {
            flat.removeAny(SAID_BITS);
        } else {
            for (HeaderName name : SAID) {
                headers.remove(name);
            }
        }
    }

    /// What every request of a route gets.
    ///
    /// @param agent empty for a route of the organization's own
    /// @param more what is set for the route
    static FlatHeaders ofRoute(
            String host, String organizationId, String agent, String environment, Map<String, String> more) {
        FlatHeaders headers = new FlatHeaders();
        headers.add(HeaderName.HOST, host).add(HeaderNames.ORGANIZATION_ID, organizationId);
        if (!agent.isEmpty()) {
            headers.add(HeaderNames.AGENT, agent).add(HeaderNames.ENVIRONMENT, environment);
        }
        more.forEach((name, value) -> headers.add(HeaderName.of(name), value));
        return headers;
    }

    /// What the client says of where it comes from is not believed, unless a trusted proxy says it: the address is
    /// the one that was found by that.
    private static void setForwarded(HttpHeaders headers, String clientAddress) {
        if (headers instanceof FlatHeaders flat) {
            flat.removeAny(REPLACED_BITS);
            flat.addCopy(HeaderName.HOST, HeaderName.FORWARDED_HOST);
        } else {
            for (HeaderName name : REPLACED) {
                headers.remove(name);
            }
            String host = headers.get(HeaderName.HOST);
            if (host != null) {
                headers.add(HeaderName.FORWARDED_HOST, host);
            }
        }
        headers.add(HeaderName.FORWARDED_FOR, clientAddress).add(HeaderName.FORWARDED_PROTO, HTTP);
    }

    private static void setIdentity(HttpHeaders headers, @Nullable KeyEntry key) {
        if (key != null) {
            headers.add(HeaderNames.KEY_ID, key.id().value());
            headers.add(HeaderNames.KEY_NAME, HeaderText.encode(key.name()));
        }
    }

    /// Removes what would pass for a header of ours.
    static void removeOwned(HttpHeaders headers) {
        if (headers instanceof FlatHeaders flat && !flat.hasOwnHint()) {
            return;
        }
        List<CharSequence> owned = null;
        var all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            if (HeaderNames.isOwned(header.getKey()) || HeaderNames.passesForAnother(header.getKey())) {
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
    ///
    /// @param replaced the names of those that are set for the route
    static void rewriteTrailers(HttpHeaders trailers, List<HeaderName> replaced) {
        removeOwned(trailers);
        removeReplaced(trailers, replaced);
        StrayKeys.removeFrom(trailers);
        trailers.remove(HeaderName.AUTHORIZATION)
                .remove(HeaderName.PROXY_AUTHORIZATION)
                .remove(HeaderNames.API_KEY)
                .remove(HeaderName.COOKIE)
                .remove(HeaderName.HOST)
                .remove(HeaderName.CONTENT_LENGTH)
                .remove(HeaderName.TRANSFER_ENCODING)
                .remove(HeaderName.CONNECTION)
                .remove(HeaderNames.FORWARDED)
                .remove(HeaderNames.FORWARDED_FOR)
                .remove(HeaderNames.FORWARDED_HOST)
                .remove(HeaderNames.FORWARDED_PROTO);
    }
}
