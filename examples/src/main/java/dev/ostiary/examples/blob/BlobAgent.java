package dev.ostiary.examples.blob;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ostiary.examples.Agent;
import dev.ostiary.examples.Arguments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes and gives bodies of any size in constant memory.
///
/// - `PUT /blob` answers the [Receipt] of the body as text.
/// - `GET /blob?bytes=N` answers N bytes, the same each time, with a `Content-Length`.
public final class BlobAgent implements Agent {

    private static final Pattern SIZE = Pattern.compile("bytes=(\\d{1,18})");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Binds the port.
    ///
    /// @param port 0 for any free one
    public BlobAgent(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/blob", BlobAgent::answer);
    }

    @Override
    public URI start() {
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod()) {
                case "PUT" -> take(exchange);
                case "GET" -> give(exchange);
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    private static void take(HttpExchange exchange) throws IOException {
        byte[] receipt = Receipt.of(exchange.getRequestBody()).toString().getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, receipt.length);
        exchange.getResponseBody().write(receipt);
    }

    private static void give(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        Matcher size = SIZE.matcher(query == null ? "" : query);
        if (!size.matches()) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        long bytes = Long.parseLong(size.group(1));
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        // To this server a length of 0 means chunked, and -1 none.
        exchange.sendResponseHeaders(200, bytes == 0 ? -1 : bytes);
        new Content(bytes).transferTo(exchange.getResponseBody());
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Agent.serve(new BlobAgent(Integer.parseInt(Arguments.parse(args, "port").optional("port", "9300"))));
    }
}
