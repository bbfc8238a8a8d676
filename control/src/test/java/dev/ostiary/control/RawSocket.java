package dev.ostiary.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sends bytes that no HTTP client would, and reads what comes until the server closes.
final class RawSocket {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final URI server;

    RawSocket(URI server) {
        this.server = server;
    }

    /// The first answer to that text, of which each character is a byte, or UTF-8 where it has others.
    Answer send(String request) {
        byte[] latin = request.getBytes(ISO_8859_1);
        return parse(exchange(new String(latin, ISO_8859_1).equals(request) ? latin : request.getBytes(UTF_8)));
    }

    /// Sends the beginning of a request of which the rest is still to come.
    Begun begin(String start) {
        try {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(start.getBytes(ISO_8859_1));
            return new Begun(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A request that has begun to arrive.
    record Begun(Socket socket) {
        /// The answer, once the rest has come.
        Answer end(String rest) {
            try (socket) {
                socket.getOutputStream().write(rest.getBytes(ISO_8859_1));
                return parse(readAll(socket.getInputStream()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// All bytes that come back.
    byte[] exchange(byte[] request) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(request);
            } catch (SocketException closedAlready) {
                // The answer may still be there to read.
            }
            return readAll(socket.getInputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] readAll(InputStream input) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int count = input.read(buffer); count != -1; count = input.read(buffer)) {
                all.write(buffer, 0, count);
            }
        } catch (SocketException reset) {
            // What came before the reset counts.
        }
        return all.toByteArray();
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + text);
        }
        List<String> lines = Arrays.asList(text.substring(0, end).split("\r\n"));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        String body = text.substring(end + 4);
        if (headers.getOrDefault("Transfer-Encoding", List.of()).contains("chunked")) {
            body = body.substring(body.indexOf("\r\n") + 2, body.lastIndexOf("\r\n0\r\n"));
        }
        int status = Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
        return new Answer(status, HttpHeaders.of(headers, (_, _) -> true), body);
    }
}
