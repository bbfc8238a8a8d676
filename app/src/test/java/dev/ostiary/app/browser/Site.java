package dev.ostiary.app.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ostiary.app.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Somebody's web site on a free port, at `localhost` and at `127.0.0.1`: each a host of its own to a browser. Its page
/// is whatever a test puts there, under a strict content security policy; its `/messages` is an agent that speaks
/// slowly, or refuses with the status that it was sent.
final class Site implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String policy;
    private final Semaphore words = new Semaphore(0);
    private volatile String body = "";

    private Site(HttpServer server, URI gateway) {
        this.server = server;
        this.policy = "default-src 'none'; script-src " + gateway + "; connect-src " + gateway
                + "; img-src data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    }

    /// @param gateway from which the page takes its script, and which it may call
    static Site start(URI gateway) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Site site = new Site(server, gateway);
        server.setExecutor(site.threads);
        server.createContext("/", site::page);
        server.createContext("/messages", site::answer);
        server.start();
        return site;
    }

    /// Where the site is.
    URI at(String host) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort());
    }

    /// Puts something into the page.
    void show(String html) {
        body = html;
    }

    /// Lets the agent say its next word.
    void nextWord() {
        words.release();
    }

    private void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
            byte[] page = ("<!doctype html><html lang=\"en\"><title>Shop</title><link rel=\"icon\" href=\"data:,\">"
                            + "<meta name=\"viewport\" content=\"width=device-width\"><h1>Shop</h1>" + body)
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String message = Json.parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                    .orElseThrow()
                    .path("message")
                    .stringValue("");
            if (message.matches("[45][0-9]{2}")) {
                exchange.getResponseHeaders().set("Retry-After", "30");
                exchange.sendResponseHeaders(Integer.parseInt(message), -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            speak(exchange.getResponseBody());
        }
    }

    private void speak(OutputStream events) throws IOException {
        for (String event : new String[] {"{\"delta\":\"One\"}", " two", "{\"reply\":\"Three.\"}", "[DONE]"}) {
            words.acquireUninterruptibly();
            events.write((": a comment\r\ndata: " + event + "\r\n\r\n").getBytes(UTF_8));
            events.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
