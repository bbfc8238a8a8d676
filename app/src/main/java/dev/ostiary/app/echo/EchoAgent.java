package dev.ostiary.app.echo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The built-in agent: answers every request with what reached it, as JSON, so that a person sees what the gateway
/// takes away and adds. It listens on the loopback address only.
public final class EchoAgent implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private EchoAgent(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Starts one.
    ///
    /// @param preferred the port to take when it is free; otherwise any is taken
    public static EchoAgent start(OptionalInt preferred) throws IOException {
        HttpServer server = bind(preferred);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", new EchoHandler());
        server.start();
        return new EchoAgent(server, threads);
    }

    private static HttpServer bind(OptionalInt preferred) throws IOException {
        if (preferred.isPresent()) {
            try {
                return HttpServer.create(loopback(preferred.getAsInt()), 0);
            } catch (BindException taken) {
                // Another program has it now.
                return HttpServer.create(loopback(0), 0);
            }
        }
        return HttpServer.create(loopback(0), 0);
    }

    private static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    /// The port it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    /// The address of the agent on that port.
    public static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Stops at once.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
