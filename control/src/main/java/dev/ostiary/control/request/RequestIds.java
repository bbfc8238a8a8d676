package dev.ostiary.control.request;

import dev.ostiary.core.random.Randomness;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;

/// Hands out the identifier of each request: `req_` and 26 characters that sort by time. It stands in the answer, in
/// problems and in the log, and is the only thing that differs between two answers to the same refused request.
public final class RequestIds {
    /// The header of every answer that bears it.
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final String PREFIX = "req_";

    private final Randomness randomness;
    private final Clock clock;

    public RequestIds(Randomness randomness, Clock clock) {
        this.randomness = randomness;
        this.clock = clock;
    }

    /// The identifier of that request, made when it is first asked for.
    public String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = PREFIX + randomness.timeOrdered(clock.instant());
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
