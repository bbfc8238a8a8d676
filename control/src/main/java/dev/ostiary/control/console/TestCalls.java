package dev.ostiary.control.console;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// Calls agents at the gateway as any caller does, and tells of the answer as it arrives, a line of JSON each: its
/// status and headers, its bytes, its end. Follows no redirect, and has an end to patience and to size.
final class TestCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration BEGIN = Duration.ofSeconds(60);
    private static final Duration WHOLE = Duration.ofMinutes(2);
    private static final int MOST_BYTES = 2 << 20;
    private static final int PIECE = 8_192;

    private final JsonMapper json;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    TestCalls(JsonMapper json) {
        this.json = json;
    }

    void make(URI target, TestCall call, OutputStream listener) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<InputStream> answer;
        try {
            answer = client.send(request(target, call), HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException slow) {
            tell(listener, Map.of("failed", "No answer began within " + BEGIN.toSeconds() + " seconds."));
            return;
        } catch (IOException unreachable) {
            tell(listener, Map.of("failed", "The gateway could not be reached at " + target.getAuthority() + "."));
            return;
        }
        tell(listener, Map.of("status", answer.statusCode(), "headers", headers(answer), "millis", millisSince(begun)));
        CompletableFuture<Void> patience =
                new CompletableFuture<Void>().completeOnTimeout(null, WHOLE.toSeconds(), TimeUnit.SECONDS);
        try (InputStream body = answer.body()) {
            CompletableFuture<Void> unused = patience.thenRun(() -> stop(body));
            String end = pass(body, listener);
            tell(listener, Map.of("end", end, "millis", millisSince(begun)));
        } finally {
            patience.cancel(false);
        }
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
                return "The answer broke off, or took longer than " + WHOLE.toMinutes() + " minutes.";
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
