package dev.ostiary.app.echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.ostiary.app.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers with method, path, query, headers (names in lower case, every value) and body, and to a message of a chat
/// with a reply besides; with the reply alone, as an event stream, when that is asked for. Of a long body it keeps the
/// beginning and counts the rest, so that a body of any length takes no more memory than a short one.
final class EchoHandler implements HttpHandler {
    private static final int CHUNK = 64 * 1024;
    private static final int OK = 200;
    private static final String EVENTS = "text/event-stream";

    private final AtomicLong conversations = new AtomicLong();

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            EchoBody body = new EchoBody();
            byte[] chunk = new byte[CHUNK];
            for (int read = exchange.getRequestBody().read(chunk);
                    read >= 0;
                    read = exchange.getRequestBody().read(chunk)) {
                body.add(chunk, read);
            }
            Optional<EchoReply> reply = reply(exchange, body);
            if (reply.isPresent() && isEventStreamWanted(exchange)) {
                exchange.getResponseHeaders().set("Content-Type", EVENTS);
                exchange.sendResponseHeaders(OK, 0);
                reply.get().stream(exchange.getResponseBody());
                return;
            }
            ObjectNode echo = describe(exchange, body);
            reply.ifPresent(said -> said.describe(echo));
            answer(exchange, (Json.pretty(echo) + "\n").getBytes(UTF_8));
        }
    }

    private Optional<EchoReply> reply(HttpExchange exchange, EchoBody body) {
        boolean isMessage = exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getRawPath().equals(EchoReply.PATH);
        return isMessage ? EchoReply.to(body, "echo-" + conversations.incrementAndGet()) : Optional.empty();
    }

    private static boolean isEventStreamWanted(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept");
        return accepted != null && accepted.contains(EVENTS);
    }

    private static ObjectNode describe(HttpExchange exchange, EchoBody body) {
        ObjectNode echo = Json.object()
                .put("method", exchange.getRequestMethod())
                .put("path", exchange.getRequestURI().getRawPath())
                .put("query", exchange.getRequestURI().getRawQuery());
        ObjectNode headers = echo.putObject("headers");
        SortedMap<String, List<String>> sorted = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> sorted.put(name.toLowerCase(Locale.ROOT), values));
        sorted.forEach((name, values) -> {
            ArrayNode all = headers.putArray(name);
            values.forEach(all::add);
        });
        body.describe(echo);
        return echo;
    }

    private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(OK, isHead ? -1 : bytes.length);
        if (!isHead) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
