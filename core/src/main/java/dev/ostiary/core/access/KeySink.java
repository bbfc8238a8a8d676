package dev.ostiary.core.access;

/// Takes keys as they lie in a store, one after the other, on one thread. A node that starts reads a million of
/// them, so nothing is built that nobody asks for.
@FunctionalInterface
public interface KeySink {
    /// Takes a key.
    ///
    /// @param row good during the call only
    void take(KeyRow row);
}
