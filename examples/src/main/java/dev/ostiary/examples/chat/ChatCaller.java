package dev.ostiary.examples.chat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.ostiary.examples.Arguments;
import java.net.URI;
import java.util.function.Consumer;

/// OpenAI's own client, pointed at the gateway.
///
/// It shows the gateway's key as `X-API-Key`. The SDK insists on a key of its own too and sends it as
/// `Authorization: Bearer`; that one is for the model behind the gateway, here one that does not look.
///
/// Calls throw an `OpenAIServiceException` of the SDK when the gateway refuses them; nothing is tried twice.
public final class ChatCaller implements AutoCloseable {

    private static final String MODEL = "parrot";

    private final OpenAIClient client;

    /// @param url the base of the API, as in `http://127.0.0.1:8080/default/development/my-llm/v1`
    public ChatCaller(URI url, String key) {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(url.toString())
                .apiKey("unused")
                .putHeader("X-API-Key", key)
                .maxRetries(0)
                .build();
    }

    /// Asks, waits for the whole answer and returns it.
    public String ask(String prompt) {
        return client.chat()
                .completions()
                .create(parameters(prompt))
                .choices()
                .getFirst()
                .message()
                .content()
                .orElse("");
    }

    /// Asks, and hands each token of the answer to `tokens` when it arrives.
    public void ask(String prompt, Consumer<String> tokens) {
        try (var response = client.chat().completions().createStreaming(parameters(prompt))) {
            response.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .forEach(tokens);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static ChatCompletionCreateParams parameters(String prompt) {
        return ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addUserMessage(prompt)
                .build();
    }

    public static void main(String[] args) {
        var arguments = Arguments.parse(args, "url", "key", "prompt");
        String prompt = arguments.optional("prompt", "The doorkeeper looks at every key before he opens the door.");
        try (var caller = new ChatCaller(URI.create(arguments.required("url")), arguments.required("key"))) {
            System.out.println("whole: " + caller.ask(prompt));
            long start = System.nanoTime();
            caller.ask(prompt, token -> System.out.println((System.nanoTime() - start) / 1_000_000 + " ms: " + token));
        }
    }
}
