package dev.ostiary.app.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;

/// An address to listen on.
///
/// @param portOption the option that chose the port
record ListenAddress(String host, int port, String portOption) {
    /// Checks that the address can be listened on, by doing so for a moment. Nothing has been written yet when this
    /// fails.
    void check() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address(), port));
        } catch (IOException impossible) {
            throw unusable(impossible);
        }
    }

    /// Whether only this machine can reach it.
    boolean isLoopback() {
        return address().isLoopbackAddress();
    }

    /// The refusal to start because the address cannot be listened on.
    RuntimeException unusable(IOException cause) {
        // When any port would do, it is the address that will not.
        String remedy = port == 0
                ? "give an address of this machine with --host"
                : "stop what listens there, or choose another port with " + portOption + " (0 picks a free one)";
        return StartRefused.because(
                "cannot listen on " + host + ":" + port + " (" + cause.getMessage() + "); " + remedy);
    }

    /// An URL of something that listens here, as this machine can call it: nobody can connect to "all addresses".
    URI reachable(URI url) {
        return address().isAnyLocalAddress() ? URI.create(url.getScheme() + "://127.0.0.1:" + url.getPort()) : url;
    }

    InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw StartRefused.because(
                    host + " is no address of this machine; give one with --host, such as 127.0.0.1");
        }
    }
}
