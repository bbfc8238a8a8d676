package dev.ostiary.control.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// A body comes in time or not at all, however busily it trickles (W06).
final class TimedBodyTest {
    private static final Duration TIME = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final TimedBody request = new TimedBody(trickling(), TIME, nanos::get);

    /// A request of which a byte comes every ten seconds, without end.
    private HttpServletRequest trickling() {
        ServletInputStream body = new ServletInputStream() {
            @Override
            public int read() {
                nanos.addAndGet(Duration.ofSeconds(10).toNanos());
                return ' ';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (length == 0) {
                    return 0;
                }
                target[offset] = (byte) read();
                return 1;
            }

            @Override
            public boolean isFinished() {
                return false;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException();
            }
        };
        return (HttpServletRequest) Proxy.newProxyInstance(
                TimedBodyTest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (_, _, _) -> body);
    }

    /// What has come by the end of the time is taken, and what comes after it refused, byte by byte and at once.
    @Test
    void read_afterTheTime_isRefused() throws IOException {
        InputStream body = request.getInputStream();
        assertEquals(3, body.readNBytes(3).length);
        assertEquals(
                ProblemCode.REQUEST_TIMEOUT,
                assertThrows(RefusedException.class, body::readAllBytes).code());
        assertEquals(
                ProblemCode.REQUEST_TIMEOUT,
                assertThrows(RefusedException.class, body::read).code());
    }
}
