package dev.ostiary.control.console;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.time.DurationWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Calls agents at the gateway as any caller does, and tells of the answer as it arrives, a line of JSON each: its
/// status and headers, its bytes, its end. Follows no redirect, and has an end to patience, to size, and to how many go
/// on at once.
final class TestCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration BEGIN = Duration.ofSeconds(60);
    private static final Duration WHOLE = Duration.ofMinutes(2);
    private static final int MOST_BYTES = 2 << 20;
    private static final int PIECE = 8_192;

    /// More than one person looks at together.
    static final int MOST_AT_ONCE = 5;

    private static final Logger log = LoggerFactory.getLogger(TestCalls.class);

    private final JsonMapper json;
    private final Duration whole;
    private final Map<String, Integer> running = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    TestCalls(JsonMapper json) {
        this(json, WHOLE);
    }

    /// @param whole how long an answer may take to its end
    TestCalls(JsonMapper json, Duration whole) {
        this.json = json;
        this.whole = whole;
    }

    /// @param caller whose call it is
    /// @throws RefusedException `test.too-many-calls`
    void make(String caller, URI target, TestCall call, OutputStream listener)
            throws IOException, InterruptedException {
        begin(caller);
        try {
            make(target, call, listener);
        } finally {
            end(caller);
        }
    }

    private void begin(String caller) {
        running.compute(caller, (same, calls) -> {
            int before = Optional.ofNullable(calls).orElse(0);
            if (before >= MOST_AT_ONCE) {
                throw new RefusedException(ProblemCode.TEST_CALLS_TOO_MANY);
            }
            return before + 1;
        });
    }

    private void end(String caller) {
        running.computeIfPresent(caller, (same, calls) -> calls == 1 ? null : Integer.valueOf(calls - 1));
    }

    private void make(URI target, TestCall call, OutputStream listener) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<InputStream> answer;
        try {
            answer = client.send(request(target, call), HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException slow) {
            tell(listener, Map.of("failed", "No answer began within " + BEGIN.toSeconds() + " seconds."));
            return;
        } catch (IOException failed) {
            log.atWarn()
                    .addKeyValue("gateway", target.getAuthority())
                    .setCause(failed)
                    .log("A call of the Test page did not reach the gateway.");
            tell(listener, Map.of("failed", words(failed, target.getAuthority())));
            return;
        }
        tell(listener, Map.of("status", answer.statusCode(), "headers", headers(answer), "millis", millisSince(begun)));
        CompletableFuture<Void> patience =
                new CompletableFuture<Void>().completeOnTimeout(null, whole.toNanos(), TimeUnit.NANOSECONDS);
        try (InputStream body = answer.body()) {
            CompletableFuture<Void> unused = patience.thenRunAsync(() -> stop(body), Thread::startVirtualThread);
            String end = pass(body, listener);
            tell(listener, Map.of("end", end, "millis", millisSince(begun)));
        } finally {
            patience.cancel(false);
        }
    }

    private static String words(IOException failed, String gateway) {
        return failed instanceof SSLException
                ? "There is no secure connection to the gateway at " + gateway
                        + ": this server may not trust its certificate. The server's log says more."
                : "The gateway could not be reached at " + gateway + ". The server's log says more.";
    }

    private static HttpRequest request(URI target, TestCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(BEGIN)
                .method(
                        call.method(),
                        call.body()
                                .map(HttpRequest.BodyPublishers::ofString)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        call.sent().forEach(request::setHeader);
        return request.build();
    }

    private static List<List<String>> headers(HttpResponse<?> answer) {
        return answer.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> List.of(header.getKey(), value)))
                .toList();
    }

    /// Passes the body on as it arrives, and answers why it ended before its end; nothing if it did not.
    private String pass(InputStream body, OutputStream listener) throws IOException {
        byte[] piece = new byte[PIECE];
        int left = MOST_BYTES;
        while (left > 0) {
            int read;
            try {
                read = body.read(piece, 0, Math.min(piece.length, left));
            } catch (IOException broken) {
                return "The answer broke off, or took longer than " + DurationWords.of(whole) + ".";
            }
            if (read < 0) {
                return "";
            }
            left -= read;
            tell(listener, Map.of("bytes", Base64.getEncoder().encodeToString(Arrays.copyOf(piece, read))));
        }
        return "Only the first " + (MOST_BYTES >> 20) + " MiB are shown.";
    }

    private void tell(OutputStream listener, Map<String, ?> event) throws IOException {
        listener.write(json.writeValueAsBytes(event));
        listener.write('\n');
        listener.flush();
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private static void stop(InputStream body) {
        try {
            body.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
