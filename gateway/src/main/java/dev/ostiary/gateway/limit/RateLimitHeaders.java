package dev.ostiary.gateway.limit;

import dev.ostiary.core.limit.RateDecision;
import dev.ostiary.core.limit.RateState;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/// Tells callers how their limits stand (draft-ietf-httpapi-ratelimit-headers-10): in `RateLimit-Policy` how many
/// requests (`q`) in how many seconds (`w`), in `RateLimit` how many are left (`r`) and in how many seconds there
/// is one more (`t`).
public final class RateLimitHeaders {
    private static final AsciiString RATE_LIMIT = AsciiString.cached("RateLimit");
    private static final AsciiString RATE_LIMIT_POLICY = AsciiString.cached("RateLimit-Policy");

    private RateLimitHeaders() {}

    /// Puts them into a response, with `Retry-After` when the request was over a limit.
    public static void set(HttpHeaders response, RateDecision decision) {
        StringBuilder policy = new StringBuilder(32);
        StringBuilder current = new StringBuilder(32);
        for (RateState state : decision.states()) {
            begin(policy, state)
                    .append(";q=")
                    .append(state.limit().requests())
                    .append(";w=")
                    .append(state.limit().window().toSeconds());
            begin(current, state)
                    .append(";r=")
                    .append(state.remaining())
                    .append(";t=")
                    .append(state.secondsUntilMore());
        }
        response.set(RATE_LIMIT_POLICY, policy.toString());
        response.set(RATE_LIMIT, current.toString());
        if (!decision.isAllowed()) {
            response.set(HttpHeaderNames.RETRY_AFTER, Long.toString(decision.waitSeconds()));
        }
    }

    private static StringBuilder begin(StringBuilder line, RateState state) {
        return line.append(line.isEmpty() ? "\"" : ", \"")
                .append(state.limit().name())
                .append('"');
    }
}
