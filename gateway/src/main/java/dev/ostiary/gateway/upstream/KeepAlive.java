package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.http1.HeaderName;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long a connection of HTTP/1 can be trusted to stay open without being used. Where the upstream says when it will
/// close it, that is a second earlier, since a request on its way at that moment would be lost.
final class KeepAlive {
    private static final String TIMEOUT = "timeout=";
    private static final long DOUBT = TimeUnit.SECONDS.toNanos(1);
    private static final long MARGIN = TimeUnit.SECONDS.toNanos(1);

    private final long maxIdle;
    private long limit;
    private long idleSince;

    KeepAlive(long maxIdle) {
        this.maxIdle = maxIdle;
        this.limit = maxIdle;
    }

    /// Takes note of what a response says of it.
    ///
    /// @param isKept whether the connection stays open at all
    void read(boolean isKept, HttpHeaders headers) {
        String said = isKept ? headers.get(HeaderName.KEEP_ALIVE) : null;
        limit = !isKept ? 0 : said == null ? maxIdle : Math.min(maxIdle, limitOf(said));
    }

    boolean isKept() {
        return limit > 0;
    }

    void idle(long now) {
        idleSince = now;
    }

    boolean isFresh(long now) {
        return now - idleSince <= limit;
    }

    /// Whether it was idle for so long that the other side may have begun to close it.
    boolean isDoubtful(long now) {
        return now - idleSince > DOUBT;
    }

    private long limitOf(String said) {
        for (String parameter : said.split(",", -1)) {
            String stripped = parameter.strip();
            if (stripped.regionMatches(true, 0, TIMEOUT, 0, TIMEOUT.length())) {
                Integer seconds = seconds(stripped.substring(TIMEOUT.length()));
                return seconds == null ? maxIdle : TimeUnit.SECONDS.toNanos(seconds) - MARGIN;
            }
        }
        return maxIdle;
    }

    private static @Nullable Integer seconds(String digits) {
        try {
            return Integer.valueOf(digits);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
