package dev.ostiary.examples.blob;

import dev.ostiary.examples.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Sends and fetches bodies of any size in constant memory, with an API key.
///
/// Calls throw an `IOException` that names the status when it is not 200.
public final class BlobCaller implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final String key;

    /// @param url the whole address, as in `http://127.0.0.1:8080/default/development/my-blob/blob`
    public BlobCaller(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    /// Sends `bytes` bytes with a `Content-Length`.
    ///
    /// @return what the agent says it got
    public Receipt upload(long bytes) throws IOException, InterruptedException {
        BodyPublisher unsized = BodyPublishers.ofInputStream(() -> new Content(bytes));
        return put(bytes == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(unsized, bytes));
    }

    /// Sends `bytes` bytes in chunks, their number not said.
    ///
    /// @return what the agent says it got
    public Receipt uploadChunked(long bytes) throws IOException, InterruptedException {
        return put(BodyPublishers.ofInputStream(() -> new Content(bytes)));
    }

    /// Has the agent send `bytes` bytes.
    ///
    /// @return what came
    public Receipt download(long bytes) throws IOException, InterruptedException {
        HttpRequest request = request(URI.create(url + "?bytes=" + bytes)).GET().build();
        try (InputStream body = checked(client.send(request, BodyHandlers.ofInputStream()))) {
            return Receipt.of(body);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Receipt put(BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = request(url).PUT(body).build();
        return Receipt.parse(checked(client.send(request, BodyHandlers.ofString())));
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("X-API-Key", key);
    }

    private static <T> T checked(HttpResponse<T> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("answered " + response.statusCode());
        }
        return response.body();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var arguments = Arguments.parse(args, "url", "key", "bytes");
        long bytes = Long.parseLong(arguments.optional("bytes", "1073741824"));
        Receipt expected = Receipt.expected(bytes);
        try (var caller = new BlobCaller(URI.create(arguments.required("url")), arguments.required("key"))) {
            long start = System.nanoTime();
            report("up", start, expected, caller.upload(bytes));
            start = System.nanoTime();
            report("up, chunked", start, expected, caller.uploadChunked(bytes));
            start = System.nanoTime();
            report("down", start, expected, caller.download(bytes));
        }
    }

    private static void report(String what, long start, Receipt expected, Receipt receipt) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(
                what + ": " + receipt + (receipt.equals(expected) ? " as sent" : " CHANGED") + ", " + millis + " ms");
    }
}
