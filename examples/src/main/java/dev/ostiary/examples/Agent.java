package dev.ostiary.examples;

import java.net.URI;
import java.util.concurrent.CountDownLatch;

/// An agent to be put behind the gateway: a server on the loopback address that knows nothing of keys.
public interface Agent extends AutoCloseable {

    /// Binds the port and answers from now on; once only.
    ///
    /// @return the address to name as the deployment's upstream, without a path
    URI start();

    @Override
    void close();

    /// Starts `agent`, says where it is, and serves until the process is stopped.
    static void serve(Agent agent) throws InterruptedException {
        try (agent) {
            System.out.println("upstream: " + agent.start());
            new CountDownLatch(1).await();
        }
    }
}
