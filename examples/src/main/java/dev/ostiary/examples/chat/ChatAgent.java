package dev.ostiary.examples.chat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ostiary.examples.Agent;
import dev.ostiary.examples.Arguments;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;

/// A chat endpoint in OpenAI's dialect, `POST /v1/chat/completions`, of a model that repeats what it is told.
///
/// A word is a token, and takes 50 ms. With `"stream": true` each is sent as a server-sent event when it is there, and
/// `data: [DONE]` closes the stream; otherwise the answer comes whole at the end.
///
/// Source: OpenAI API reference, "Chat completions".
public final class ChatAgent implements Agent {

    private static final Duration TOKEN_TIME = Duration.ofMillis(50);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Binds the port.
    ///
    /// @param port 0 for any free one
    public ChatAgent(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", ChatAgent::answer);
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
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            ChatRequest request = ChatRequest.read(exchange.getRequestBody());
            if (request.stream()) {
                stream(request, exchange);
            } else {
                whole(request, exchange);
            }
        } catch (JacksonException _) {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private static void stream(ChatRequest request, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String token : request.tokens()) {
            think(1);
            event(out, request.chunk(token));
        }
        event(out, request.lastChunk());
        event(out, "[DONE]");
    }

    private static void whole(ChatRequest request, HttpExchange exchange) throws IOException {
        think(request.tokens().size());
        byte[] body = request.completion().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void think(int tokens) throws IOException {
        try {
            Thread.sleep(TOKEN_TIME.multipliedBy(tokens));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while thinking", e);
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Agent.serve(new ChatAgent(Integer.parseInt(Arguments.parse(args, "port").optional("port", "9200"))));
    }
}
