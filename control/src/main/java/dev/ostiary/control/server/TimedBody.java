package dev.ostiary.control.server;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A request whose body must have come by a time, however little of it comes now and then. Each pause in it is bounded
/// by the server.
final class TimedBody extends HttpServletRequestWrapper {
    private final LongSupplier nanos;
    private final long deadline;

    /// @param nanos the clock, such as `System::nanoTime`
    TimedBody(HttpServletRequest request, Duration time, LongSupplier nanos) {
        super(request);
        this.nanos = nanos;
        this.deadline = nanos.getAsLong() + time.toNanos();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Source(super.getInputStream());
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private void requireTime() {
        if (nanos.getAsLong() - deadline > 0) {
            throw new RefusedException(ProblemCode.REQUEST_TIMEOUT);
        }
    }

    private final class Source extends ServletInputStream {
        private final ServletInputStream body;

        Source(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            requireTime();
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = body.read(target, offset, length);
            requireTime();
            return read;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("requests are read where they are handled");
        }
    }
}
