package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// One end of a connection that speaks HTTP/1 byte by byte, as a client or as an agent. Waits ten seconds at most.
final class Peer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        out = socket.getOutputStream();
    }

    static Peer connect(URI url) throws IOException {
        return new Peer(new Socket(url.getHost(), url.getPort()));
    }

    Socket socket() {
        return socket;
    }

    InputStream in() {
        return in;
    }

    /// Sends text, one byte a character.
    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// Reads a request with its body.
    Message request() throws IOException {
        return withBody(head(), false, false);
    }

    /// Reads a response with its body.
    Message response() throws IOException {
        return withBody(head(), true, false);
    }

    /// Reads a response to `HEAD`.
    Message responseToHead() throws IOException {
        return withBody(head(), true, true);
    }

    /// Reads a message up to its body.
    Message head() throws IOException {
        return new Message(line(), fields(), "", List.of());
    }

    /// Reads a line without its end.
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("after: " + line.toString(ISO_8859_1));
            }
            line.write(octet);
        }
        String text = line.toString(ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new IOException("line ends without CR: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    /// Reads that many bytes.
    String bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("after " + bytes.length + " of " + count);
        }
        return new String(bytes, ISO_8859_1);
    }

    /// Reads one chunk of a chunked body; empty for the last.
    String chunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        if (size == 0) {
            return "";
        }
        String chunk = bytes(size);
        if (!line().isEmpty()) {
            throw new IOException("chunk is not ended");
        }
        return chunk;
    }

    /// Waits for the other side to say more or to end: true when it ended, cleanly or not.
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /// Waits for the other side to end: true when it broke the connection rather than close it.
    boolean isReset() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /// Says that no more will be sent.
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private List<Message.Field> fields() throws IOException {
        List<Message.Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.add(new Message.Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return fields;
    }

    private Message withBody(Message head, boolean isResponse, boolean isToHead) throws IOException {
        boolean isEmpty =
                isResponse && (isToHead || head.status() < 200 || head.status() == 204 || head.status() == 304);
        if (isEmpty) {
            return head;
        }
        if (head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            StringBuilder body = new StringBuilder();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                body.append(chunk);
            }
            return new Message(head.startLine(), head.headers(), body.toString(), fields());
        }
        String length = head.header("Content-Length");
        String body = length.isEmpty() ? isResponse ? rest() : "" : bytes(Integer.parseInt(length));
        return new Message(head.startLine(), head.headers(), body, List.of());
    }

    private String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }
}
