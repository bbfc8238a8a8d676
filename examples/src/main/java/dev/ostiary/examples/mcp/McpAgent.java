package dev.ostiary.examples.mcp;

import dev.ostiary.examples.Agent;
import dev.ostiary.examples.Arguments;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// A Model Context Protocol server at `/mcp`, in the streamable HTTP transport, with two tools.
///
/// - `add(a, b)` answers at once.
/// - `count(to)` reports each step as progress and takes a tenth of a second for it, so its answer is a stream of
/// events.
///
/// A client also holds one `GET /mcp` open for what the server says unasked; [#announceTools()] makes it speak there.
public final class McpAgent implements Agent {

    private static final Duration STEP = Duration.ofMillis(100);

    private final Server jetty = new Server(new VirtualThreadPool());
    private final ServerConnector connector = new ServerConnector(jetty);
    private final McpSyncServer tools;

    /// @param port 0 for any free one
    public McpAgent(int port) {
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint("/mcp")
                // The thread that sweeps abandoned sessions outlives close() and would keep the process up.
                .sessionSweepInterval(null)
                .build();
        tools = McpServer.sync(transport)
                .serverInfo("ostiary-example", "1.0.0")
                .capabilities(ServerCapabilities.builder().tools(true).build())
                .toolCall(tool("add", "Adds two integers.", "a", "b"), McpAgent::add)
                .toolCall(tool("count", "Counts slowly, telling each step.", "to"), McpAgent::count)
                .build();
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        jetty.addConnector(connector);
        var servlets = new ServletContextHandler("/");
        var holder = new ServletHolder(transport);
        holder.setAsyncSupported(true);
        servlets.addServlet(holder, "/mcp");
        jetty.setHandler(servlets);
    }

    @Override
    public URI start() {
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot serve MCP", e);
        }
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /// Tells every connected client, on its standing `GET` stream, that the list of tools has changed.
    public void announceTools() {
        tools.notifyToolsListChanged();
    }

    @Override
    public void close() {
        tools.closeGracefully();
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop serving MCP", e);
        }
    }

    private static CallToolResult add(McpSyncServerExchange exchange, CallToolRequest request) {
        return text(Math.addExact(integer(request, "a"), integer(request, "b")));
    }

    private static CallToolResult count(McpSyncServerExchange exchange, CallToolRequest request) {
        int to = integer(request, "to");
        for (int step = 1; step <= to; step++) {
            if (request.progressToken() != null) {
                exchange.progressNotification(ProgressNotification.builder(request.progressToken(), step)
                        .total((double) to)
                        .message("step " + step)
                        .build());
            }
            pause();
        }
        return text(to);
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while counting", e);
        }
    }

    private static int integer(CallToolRequest request, String name) {
        if (request.arguments().get(name) instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalArgumentException(name + " is not a number");
    }

    private static CallToolResult text(int value) {
        return CallToolResult.builder().addTextContent(Integer.toString(value)).build();
    }

    private static Tool tool(String name, String description, String... integers) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String integer : integers) {
            properties.put(integer, Map.of("type", "integer"));
        }
        return Tool.builder(name, Map.of("type", "object", "properties", properties, "required", List.of(integers)))
                .description(description)
                .build();
    }

    public static void main(String[] args) throws InterruptedException {
        Agent.serve(new McpAgent(Integer.parseInt(Arguments.parse(args, "port").optional("port", "9100"))));
    }
}
