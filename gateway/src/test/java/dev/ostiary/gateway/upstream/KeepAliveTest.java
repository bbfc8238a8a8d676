package dev.ostiary.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A connection is given up a second before the upstream would close it, and never kept longer than is set.
class KeepAliveTest {
    private static final long NOW = -5;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | 50",
                "timeout=5 | 4",
                "timeout=5, max=100 | 4",
                "max=100,TIMEOUT=5 | 4",
                "timeout=2 | 1",
                "timeout=600 | 50",
                "timeout=1 | 0",
                "timeout=0 | 0",
                "timeout=-7 | 0",
                "timeout | 50",
                "timeout=soon | 50",
                "timeout=99999999999 | 50",
                "max=5 | 50"
            })
    void said_isObeyed(String said, long seconds) {
        KeepAlive keepAlive = new KeepAlive(TimeUnit.SECONDS.toNanos(50));
        DefaultHttpHeaders headers = new DefaultHttpHeaders();
        if (said != null) {
            headers.set("Keep-Alive", said);
        }

        keepAlive.read(true, headers);
        keepAlive.idle(NOW);

        assertEquals(seconds > 0, keepAlive.isKept());
        long limit = TimeUnit.SECONDS.toNanos(seconds);
        assertEquals(false, keepAlive.isFresh(NOW + limit + 1));
        assertEquals(seconds > 0, keepAlive.isKept() && keepAlive.isFresh(NOW + limit));
    }
}
