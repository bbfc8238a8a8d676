package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ostiary.core.secret.Secret;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// The agent's side of a WebSocket, frame by frame.
final class WebSocketAgent {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// What a client asks for a WebSocket with.
    static final List<String> UPGRADE = List.of(
            "Upgrade: websocket",
            "Connection: keep-alive, Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    private final Peer peer;
    private final DataInputStream in;

    /// A frame with its mask taken off.
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Frame(int opcode, byte[] payload) {}

    private WebSocketAgent(Peer peer) {
        this.peer = peer;
        this.in = new DataInputStream(peer.in());
    }

    /// Accepts the handshake that was read.
    static WebSocketAgent accept(Peer peer, Message request) throws Exception {
        peer.send(accepting(request));
        return new WebSocketAgent(peer);
    }

    /// The request for one at `/chat`, with a key.
    static String handshake(Secret key, String... more) {
        Stream<String> credential = Stream.of(GatewayFixture.header(key));
        return Requests.get(
                Requests.AGENT + "/chat",
                Stream.of(UPGRADE.stream(), Stream.of(more), credential)
                        .flatMap(headers -> headers)
                        .toArray(String[]::new));
    }

    static String accepting(Message request) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((request.header("Sec-WebSocket-Key") + MAGIC).getBytes(US_ASCII));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
    }

    /// An agent that sends every message back.
    static TestAgent echoing() throws IOException {
        return TestAgent.serving(peer -> {
            Message request = peer.request();
            accept(peer, request).echo();
        });
    }

    void echo() throws IOException {
        try {
            while (true) {
                Frame frame = read();
                send(frame.opcode(), frame.payload());
                if (frame.opcode() == 8) {
                    return;
                }
            }
        } catch (EOFException | SocketException end) {
            // The client is gone.
        }
    }

    Frame read() throws IOException {
        int opcode = in.readUnsignedByte() & 15;
        int length = in.readUnsignedByte();
        boolean isMasked = length > 127;
        long size = switch (length & 127) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> length & 127;
        };
        byte[] mask = isMasked ? in.readNBytes(4) : new byte[4];
        byte[] payload = in.readNBytes((int) size);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame(opcode, payload);
    }

    void send(int opcode, byte[] payload) throws IOException {
        peer.send(frame(opcode, payload));
    }

    /// A whole frame without a mask.
    static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }
}
