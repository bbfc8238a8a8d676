package dev.ostiary.app.server;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Leads what libraries log with `java.util.logging` to where all else is logged.
public final class JulBridge {
    private JulBridge() {}

    /// Replaces the handlers, which would print in a form of their own, and drops what would not be written anyway.
    public static void install() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Logger.getLogger("").setLevel(Level.WARNING);
    }
}
