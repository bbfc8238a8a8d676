package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// An upstream on a free port that does what a test tells it, byte by byte.
final class RawServer implements AutoCloseable {
    /// What is done with a connection, the number of which counts from one. It is closed afterwards.
    interface Service {
        void serve(Wire wire, int number) throws Exception;
    }

    /// The first lines of all requests that were read whole, in order.
    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RawServer(Service service) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), service);
    }

    RawServer(ServerSocket listener, Service service) {
        this.listener = listener;
        var unused = threads.submit(() -> accept(service));
    }

    /// One that answers every request with that status and text.
    static RawServer answering(int status, String text) throws IOException {
        return new RawServer((wire, _) -> wire.answerAll(status, text));
    }

    /// A port where nobody listens.
    static URI nobody() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
    }

    URI url() {
        return url("http");
    }

    URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept(Service service) {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                open.incrementAndGet();
                int number = connections.incrementAndGet();
                var unused = threads.submit(() -> serve(service, socket, number));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private boolean serve(Service service, Socket socket, int number) throws Exception {
        try (socket) {
            socket.setTcpNoDelay(true);
            service.serve(new Wire(socket), number);
        } catch (IOException end) {
            // The other side is done with the connection.
        } finally {
            open.decrementAndGet();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /// A connection as the server has it.
    final class Wire {
        final Socket socket;
        final InputStream in;
        final OutputStream out;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        void send(String text) throws IOException {
            send(text.getBytes(ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /// Reads a request with its body, and answers its head.
        String request() throws IOException {
            StringBuilder head = new StringBuilder();
            int length = 0;
            for (String line = line(); !line.isEmpty(); line = line()) {
                head.append(line).append('\n');
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException();
            }
            bodies.add(new String(body, ISO_8859_1));
            requests.add(head.substring(0, head.indexOf("\n")));
            return head.toString();
        }

        void answer(int status, String text) throws IOException {
            send("HTTP/1.1 " + status + " Some\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
        }

        void answerAll(int status, String text) throws IOException {
            while (true) {
                request();
                answer(status, text);
            }
        }

        /// Closes in a way that looks like a crash.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /// Waits until the other side closes.
        void awaitEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        /// Reads the beginning of HTTP/2 up to the first request.
        void awaitHeaders() throws IOException {
            in.skipNBytes(24);
            while (true) {
                byte[] head = in.readNBytes(9);
                if (head.length < 9) {
                    throw new EOFException();
                }
                in.skipNBytes((head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff);
                if (head[3] == 1) {
                    return;
                }
            }
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException();
                }
                if (octet != '\r') {
                    line.write(octet);
                }
            }
            return line.toString(ISO_8859_1);
        }
    }
}
