package dev.ostiary.app.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// What this machine is called.
final class MachineName {
    private MachineName() {}

    static String read() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unnamed";
        }
    }
}
