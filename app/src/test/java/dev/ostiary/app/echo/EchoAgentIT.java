package dev.ostiary.app.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ostiary.app.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The echo agent shows what reaches an agent (S4.16).
class EchoAgentIT {
    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            assertEquals(200, response.statusCode());
            return Json.parse(response.body()).orElseThrow();
        }
    }

    private static HttpRequest.Builder request(EchoAgent agent, String target) {
        return HttpRequest.newBuilder(URI.create(EchoAgent.url(agent.port()) + target));
    }

    /// Method, path and query as sent, every value of a header, and the body.
    @Test
    void request_isShown() throws Exception {
        try (EchoAgent agent = EchoAgent.start(OptionalInt.empty())) {
            JsonNode echo = send(request(agent, "/a%2Fb/c?x=1&y=%20")
                    .header("X-Tag", "one")
                    .header("X-Tag", "two")
                    .method("PATCH", BodyPublishers.ofString("hello")));
            assertEquals("PATCH", echo.path("method").stringValue());
            assertEquals("/a%2Fb/c", echo.path("path").stringValue());
            assertEquals("x=1&y=%20", echo.path("query").stringValue());
            assertEquals("[\"one\",\"two\"]", echo.path("headers").path("x-tag").toString());
            assertEquals("hello", echo.path("body").stringValue());
        }
    }

    /// A message of a chat gets a reply, in the conversation it came in (S2.26).
    @Test
    void message_isAnswered() throws Exception {
        try (EchoAgent agent = EchoAgent.start(OptionalInt.empty());
                HttpClient client = HttpClient.newHttpClient()) {
            JsonNode first =
                    send(request(agent, "/messages").POST(BodyPublishers.ofString("{\"message\":\"hi there\"}")));
            assertEquals("You said: hi there", first.path("reply").stringValue());
            assertEquals("echo-1", first.path("conversation").stringValue());
            HttpResponse<String> events = client.send(
                    request(agent, "/messages")
                            .header("Accept", "text/event-stream, application/json")
                            .POST(BodyPublishers.ofString("{\"message\":\"ü\",\"conversation\":\"c\"}"))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(
                    "text/event-stream",
                    events.headers().firstValue("Content-Type").orElse(""));
            assertEquals("""
                    data: {"delta":"You "}

                    data: {"delta":"said: "}

                    data: {"delta":"ü"}

                    data: {"conversation":"c"}

                    """, events.body());
            JsonNode plain = send(request(agent, "/messages").POST(BodyPublishers.ofString("hi")));
            assertFalse(plain.has("reply"));
        }
    }

    /// A body of 64 MiB in chunks is counted, and little of it comes back.
    @Test
    void longBody_isCounted() throws Exception {
        try (EchoAgent agent = EchoAgent.start(OptionalInt.empty())) {
            byte[] mebibyte = new byte[1 << 20];
            JsonNode echo = send(request(agent, "/")
                    .POST(BodyPublishers.ofByteArrays(
                            () -> Stream.generate(() -> mebibyte).limit(64).iterator())));
            assertEquals(64L << 20, echo.path("bodyBytes").asLong());
            assertEquals(EchoBody.KEPT, echo.path("body").stringValue().length());
        }
    }

    /// A HEAD request is answered without a body, and the connection stays usable.
    @Test
    void head_hasNoBody() throws Exception {
        try (EchoAgent agent = EchoAgent.start(OptionalInt.empty());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest head = request(agent, "/").HEAD().build();
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> response = client.send(head, BodyHandlers.ofString());
                assertEquals(200, response.statusCode());
                assertEquals("", response.body());
            }
        }
    }

    /// The port of the last start is taken again when it is free, and another one when it is not.
    @Test
    void preferredPort_isTakenWhenFree() throws IOException {
        int port;
        try (EchoAgent first = EchoAgent.start(OptionalInt.empty())) {
            port = first.port();
        }
        try (EchoAgent again = EchoAgent.start(OptionalInt.of(port))) {
            assertEquals(port, again.port());
        }
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EchoAgent elsewhere = EchoAgent.start(OptionalInt.of(port))) {
            assertFalse(taken.isClosed());
            assertNotEquals(port, elsewhere.port());
        }
    }
}
