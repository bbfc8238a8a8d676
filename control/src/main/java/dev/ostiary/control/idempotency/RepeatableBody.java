package dev.ostiary.control.idempotency;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A request whose body is read once, and then as often as one likes. It is not read before somebody asks for it: by
/// then it is known that who sends it may.
final class RepeatableBody extends HttpServletRequestWrapper {
    private final int max;
    private byte @Nullable [] body;

    /// @param max the most bytes that the body of any operation may have
    RepeatableBody(HttpServletRequest request, int max) {
        super(request);
        this.max = max;
    }

    /// The body.
    ///
    /// @throws RefusedException `request.too-large`
    byte[] body() throws IOException {
        byte[] read = body;
        if (read == null) {
            read = super.getInputStream().readNBytes(max + 1);
            if (read.length > max) {
                throw new RefusedException(ProblemCode.REQUEST_TOO_LARGE);
            }
            body = read;
        }
        return read.clone();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Source(new ByteArrayInputStream(body()));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Source extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Source(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("requests are read where they are handled");
        }
    }
}
