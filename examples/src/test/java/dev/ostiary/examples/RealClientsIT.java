package dev.ostiary.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.errors.UnauthorizedException;
import dev.ostiary.examples.blob.BlobAgent;
import dev.ostiary.examples.blob.BlobCaller;
import dev.ostiary.examples.blob.Receipt;
import dev.ostiary.examples.chat.ChatAgent;
import dev.ostiary.examples.chat.ChatCaller;
import dev.ostiary.examples.mcp.McpAgent;
import dev.ostiary.examples.mcp.McpCaller;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real agents behind the shipped program, called by the clients people use.
final class RealClientsIT {
    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    private static Path data;

    private static ShippedOstiary ostiary;

    @BeforeAll
    static void start() throws IOException {
        ostiary = new ShippedOstiary(data);
    }

    @AfterAll
    static void stop() {
        ostiary.close();
    }

    /// The official MCP client works through the gateway with a key, streams of its session included, and not
    /// without a valid one (S1.17, S3.22).
    @Test
    void mcpClient_callsTools_withItsKeyOnly() throws Exception {
        try (McpAgent agent = new McpAgent(0)) {
            URI url = URI.create(ostiary.deploy("tools", agent.start()) + "/mcp");
            String key = ostiary.createKey("tools", "mcp").get("secret").stringValue();
            List<String> steps = new ArrayList<>();
            try (McpCaller caller = new McpCaller(url, key, _ -> {})) {
                caller.connect();
                assertTrue(caller.toolNames().contains("add"));
                assertEquals(42, caller.add(2, 40));
                assertEquals(3, caller.count(3, steps::add));
            }
            assertEquals(3, steps.size(), "progress: " + steps);
            try (McpCaller stranger = new McpCaller(url, "sk_ost_nobody", _ -> {})) {
                assertThrows(RuntimeException.class, stranger::connect);
            }
        }
    }

    /// The official OpenAI client gets the answer token by token, not at the end, until its key is revoked (S0.15).
    @Test
    void openAiClient_getsTokensAsTheyCome_untilItsKeyIsRevoked() throws Exception {
        try (ChatAgent agent = new ChatAgent(0)) {
            URI url = URI.create(ostiary.deploy("model", agent.start()) + "/v1");
            var key = ostiary.createKey("model", "chat");
            try (ChatCaller caller = new ChatCaller(url, key.get("secret").stringValue())) {
                // A cold client takes seconds to begin and may then hand over a whole stream at once.
                assertEquals("warm up", caller.ask("warm up").strip());
                List<Long> arrivals = new ArrayList<>();
                caller.ask("one two three four five six seven eight", _ -> arrivals.add(System.nanoTime()));
                assertTrue(arrivals.size() >= 8, "tokens: " + arrivals.size());
                long spread = arrivals.getLast() - arrivals.getFirst();
                assertTrue(spread > 200_000_000, "all tokens within " + spread + " ns");

                ostiary.run("keys", "revoke", key.get("id").stringValue());
                assertThrows(UnauthorizedException.class, () -> caller.ask("still there?"));
            }
        }
    }

    /// A gibibyte passes up, with its length and in chunks, and down, in a heap of 256 MiB, and arrives whole.
    @Test
    void gibibyte_passesBothWays_inLittleMemory() throws Exception {
        try (BlobAgent agent = new BlobAgent(0)) {
            URI url = URI.create(ostiary.deploy("blob", agent.start()) + "/blob");
            Receipt expected = Receipt.expected(GIBIBYTE);
            String key = ostiary.createKey("blob", "blob").get("secret").stringValue();
            try (BlobCaller caller = new BlobCaller(url, key)) {
                assertEquals(expected, caller.upload(GIBIBYTE));
                assertEquals(expected, caller.uploadChunked(GIBIBYTE));
                assertEquals(expected, caller.download(GIBIBYTE));
            }
            long peak = ostiary.peakMemory();
            assertTrue(peak < 768L << 20, "peak of resident memory: " + peak);
        }
    }
}
