package dev.ostiary.examples.chat;

import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a caller of the chat endpoint asks for, and the JSON of the answers to it.
///
/// @param model echoed in every answer
/// @param prompt the last message, which is also the answer
record ChatRequest(String model, String prompt, boolean stream) {

    private static final JsonMapper JSON = new JsonMapper();

    /// @throws tools.jackson.core.JacksonException when `body` is no JSON or lacks a part
    static ChatRequest read(InputStream body) {
        JsonNode json = JSON.readTree(body);
        JsonNode messages = json.required("messages");
        return new ChatRequest(
                json.required("model").stringValue(),
                messages.required(messages.size() - 1).required("content").stringValue(),
                json.path("stream").asBoolean(false));
    }

    /// The words of the answer, each with the space after it.
    List<String> tokens() {
        return List.of(prompt.split("(?<= )"));
    }

    String chunk(String token) {
        return chunk("{\"content\":" + quoted(token) + "}", "null");
    }

    String lastChunk() {
        return chunk("{}", "\"stop\"");
    }

    private String chunk(String delta, String finishReason) {
        return """
                {"id":"chatcmpl-example","object":"chat.completion.chunk","created":0,"model":%s,\
                "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}""".formatted(quoted(model), delta, finishReason);
    }

    String completion() {
        return """
                {"id":"chatcmpl-example","object":"chat.completion","created":0,"model":%s,\
                "choices":[{"index":0,"message":{"role":"assistant","content":%s},"finish_reason":"stop"}]}""".formatted(quoted(model), quoted(prompt));
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
