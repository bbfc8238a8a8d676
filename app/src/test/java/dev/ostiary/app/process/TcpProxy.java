package dev.ostiary.app.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A network between a node and its database that a test can cut, stall and slow down.
final class TcpProxy implements AutoCloseable {
    /// What it does with what comes.
    enum Mode {
        /// It passes.
        PASS,
        /// Connections are closed, new ones too.
        CUT,
        /// Nothing passes, and nobody is told.
        STALL,
        /// It passes late.
        SLOW
    }

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Mode mode = Mode.PASS;

    TcpProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void become(Mode next) throws IOException {
        lock.lock();
        try {
            mode = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next == Mode.CUT) {
            closeAll();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client) {
            awaitTurn();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            Thread back = Thread.ofVirtual().start(() -> pump(server, client));
            pump(client, server);
            back.join();
        } catch (IOException gone) {
            // The other side sees a closed connection.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] piece = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                awaitTurn();
                out.write(piece, 0, read);
            }
        } catch (IOException gone) {
            // Both are closed.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
        }
    }

    private void awaitTurn() throws IOException, InterruptedException {
        lock.lock();
        try {
            while (mode == Mode.STALL) {
                changed.await();
            }
            long left = mode == Mode.SLOW ? LATE_NANOS : 0;
            while (left > 0 && mode == Mode.SLOW) {
                left = changed.awaitNanos(left);
            }
            if (mode == Mode.CUT) {
                throw new IOException("cut");
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeAll() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        become(Mode.CUT);
    }
}
