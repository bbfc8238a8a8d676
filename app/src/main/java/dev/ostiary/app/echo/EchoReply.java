package dev.ostiary.app.echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.app.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the echo agent says to a message of a chat: the message.
///
/// @param conversation the one that the message came with, or a new one
record EchoReply(String reply, String conversation) {
    /// Where it takes messages.
    static final String PATH = "/messages";

    private static final int MAX_CONVERSATION = 128;

    /// The reply to a body; empty when that brings no message.
    ///
    /// @param newConversation what a conversation that begins is called
    static Optional<EchoReply> to(EchoBody body, String newConversation) {
        JsonNode message = body.wholeText().flatMap(Json::parse).orElseGet(Json::object);
        String conversation = message.path("conversation").stringValue("");
        return message.path("message")
                .stringValueOpt()
                .map(text -> new EchoReply(
                        "You said: " + text,
                        conversation.isEmpty() || conversation.length() > MAX_CONVERSATION
                                ? newConversation
                                : conversation));
    }

    /// Puts it into an answer.
    void describe(ObjectNode echo) {
        echo.put("reply", reply).put("conversation", conversation);
    }

    /// Writes it word by word, as a model would.
    void stream(OutputStream events) throws IOException {
        for (String word : reply.split("(?<= )", -1)) {
            write(events, Json.object().put("delta", word));
        }
        write(events, Json.object().put("conversation", conversation));
    }

    private static void write(OutputStream events, ObjectNode data) throws IOException {
        events.write(("data: " + data + "\n\n").getBytes(UTF_8));
        events.flush();
    }
}
