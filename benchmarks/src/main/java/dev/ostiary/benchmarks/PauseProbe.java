package dev.ostiary.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// Sends a request every millisecond on a connection of its own, or as soon as the one before is answered, and reports
/// how long answers took. It asks until standard input ends, and reports each span that ends with a line there.
final class PauseProbe {
    private static final long INTERVAL_NANOS = 1_000_000;
    /// Longer answers count as pauses.
    private static final long PAUSE_NANOS = 5_000_000;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] request;

    private PauseProbe(Socket socket, URI url, String key) throws IOException {
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.request = ("GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nX-API-Key: " + key
                        + "\r\n\r\n")
                .getBytes(US_ASCII);
    }

    public static void main(String... arguments) throws IOException {
        Arguments given = Arguments.parse(arguments);
        URI url = URI.create(given.text("url"));
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            PauseProbe probe = new PauseProbe(socket, url, given.text("key"));
            new Figures("ready").print();
            int said;
            do {
                probe.span();
                do {
                    said = System.in.read();
                } while (said >= 0 && said != '\n');
            } while (said >= 0);
        }
    }

    /// Asks until something is said on standard input.
    private void span() throws IOException {
        Latencies latencies = new Latencies();
        int pauses = 0;
        long next = System.nanoTime();
        while (System.in.available() == 0) {
            long now = System.nanoTime();
            while (now - next < 0) {
                LockSupport.parkNanos(next - now);
                now = System.nanoTime();
            }
            ask();
            long answered = System.nanoTime();
            latencies.add(answered - now);
            if (answered - now > PAUSE_NANOS) {
                pauses++;
            }
            next = Math.max(next + INTERVAL_NANOS, answered);
        }
        Figures figures = new Figures("span").add("pauses", pauses);
        latencies.describe(figures);
        figures.print();
    }

    private void ask() throws IOException {
        out.write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered " + status);
        }
        int length = -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without length");
        }
        in.skipNBytes(length);
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the connection ended");
            }
            if (read != '\r') {
                text.append((char) read);
            }
        }
        return text.toString();
    }
}
