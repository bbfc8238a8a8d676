package dev.ostiary.examples.mcp;

import dev.ostiary.examples.Arguments;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A Model Context Protocol client that shows an API key with every request, those of the session's streams included.
///
/// Calls throw a `RuntimeException` of the SDK when the gateway refuses them.
public final class McpCaller implements AutoCloseable {

    private final McpSyncClient client;
    private final Map<Object, Consumer<String>> listeners = new ConcurrentHashMap<>();

    /// Makes a client that has not connected yet.
    ///
    /// @param url the whole endpoint, as in `http://127.0.0.1:8080/default/development/my-mcp/mcp`
    /// @param toolsChanged told the tools' names when the server says that they changed, on a thread of the SDK
    public McpCaller(URI url, String key, Consumer<List<String>> toolsChanged) {
        // The SDK resolves the endpoint against the base as a browser would a link, and its default `/mcp` would drop
        // the gateway's prefix. Only the whole URL in both places is taken as it stands.
        var transport = HttpClientStreamableHttpTransport.builder(url.toString())
                .endpoint(url.toString())
                .addHttpRequestCustomizer(
                        (request, method, endpoint, body, context) -> request.header("X-API-Key", key))
                .build();
        client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(60))
                .initializationTimeout(Duration.ofSeconds(10))
                .progressConsumer(this::progressed)
                .toolsChangeConsumer(tools -> toolsChanged.accept(names(tools)))
                .build();
    }

    /// Opens the session and names the server that answered.
    public String connect() {
        return client.initialize().serverInfo().name();
    }

    public List<String> toolNames() {
        return names(client.listTools().tools());
    }

    public int add(int a, int b) {
        return call(
                CallToolRequest.builder("add").arguments(Map.of("a", a, "b", b)).build());
    }

    /// Has the server count, and tells `progress` each step when it arrives; returns when all have.
    public int count(int to, Consumer<String> progress) throws InterruptedException {
        String token = UUID.randomUUID().toString();
        // The SDK passes progress on from a thread of its own, so the last step may come after the answer.
        var steps = new CountDownLatch(to);
        listeners.put(token, step -> {
            progress.accept(step);
            steps.countDown();
        });
        try {
            int counted = call(CallToolRequest.builder("count")
                    .arguments(Map.of("to", to))
                    .progressToken(token)
                    .build());
            if (!steps.await(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException(steps.getCount() + " of " + to + " steps were never told");
            }
            return counted;
        } finally {
            listeners.remove(token);
        }
    }

    /// Ends the session; the server hears a `DELETE`.
    @Override
    public void close() {
        client.closeGracefully();
    }

    private int call(CallToolRequest request) {
        return Integer.parseInt(
                ((TextContent) client.callTool(request).content().getFirst()).text());
    }

    private void progressed(ProgressNotification notification) {
        Consumer<String> listener = listeners.get(notification.progressToken());
        if (listener != null) {
            listener.accept(notification.message());
        }
    }

    private static List<String> names(List<Tool> tools) {
        return tools.stream().map(Tool::name).toList();
    }

    public static void main(String[] args) throws InterruptedException {
        var arguments = Arguments.parse(args, "url", "key");
        try (var caller = new McpCaller(
                URI.create(arguments.required("url")),
                arguments.required("key"),
                tools -> System.out.println("tools are now " + tools))) {
            System.out.println("connected to " + caller.connect() + ", tools " + caller.toolNames());
            System.out.println("2 + 40 = " + caller.add(2, 40));
            long start = System.nanoTime();
            int counted = caller.count(
                    10, step -> System.out.println((System.nanoTime() - start) / 1_000_000 + " ms: " + step));
            System.out.println("counted to " + counted);
        }
    }
}
