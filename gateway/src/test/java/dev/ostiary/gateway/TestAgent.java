package dev.ostiary.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// An agent on a free port that does what a test tells it, byte by byte.
final class TestAgent implements AutoCloseable {
    /// What an agent does with a connection. It is closed afterwards.
    interface Service {
        void serve(Peer peer) throws Exception;
    }

    /// What an agent answers to a request.
    interface Answer {
        String to(Message request) throws Exception;
    }

    /// What was read whole.
    final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
    final AtomicInteger connections = new AtomicInteger();
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private TestAgent(ServerSocket listener) {
        this.listener = listener;
    }

    /// An agent that treats each connection so.
    static TestAgent serving(Service service) throws IOException {
        return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), service);
    }

    /// An agent behind a listener of the test's own.
    static TestAgent on(ServerSocket listener, Service service) {
        TestAgent agent = new TestAgent(listener);
        var unused = agent.threads.submit(() -> agent.accept(service));
        return agent;
    }

    /// An agent that reads requests and answers each.
    static TestAgent answering(Answer answer) throws IOException {
        return answering(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    }

    /// The same behind a listener of the test's own.
    static TestAgent answering(ServerSocket listener, Answer answer) {
        TestAgent agent = new TestAgent(listener);
        var unused = agent.threads.submit(() -> agent.accept(peer -> agent.answerAll(peer, answer)));
        return agent;
    }

    /// An agent that answers everything with 200 and `hello`.
    static TestAgent greeting() throws IOException {
        return answering(_ -> ok("hello"));
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// The next request that was read.
    Message request() throws InterruptedException {
        Message request = requests.poll(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("the agent was not called");
        }
        return request;
    }

    private void accept(Service service) {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                var unused = threads.submit(() -> serve(new Peer(socket), service));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private boolean serve(Peer peer, Service service) throws Exception {
        peers.add(peer);
        try (peer) {
            service.serve(peer);
        }
        return true;
    }

    private void answerAll(Peer peer, Answer answer) throws Exception {
        try {
            while (true) {
                Message request = peer.request();
                requests.add(request);
                peer.send(answer.to(request));
            }
        } catch (EOFException | SocketException end) {
            // The gateway is done with the connection.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Peer peer : peers) {
            peer.close();
        }
        threads.shutdownNow();
    }
}
