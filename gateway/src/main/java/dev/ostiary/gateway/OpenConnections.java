package dev.ostiary.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The open connections of one event loop. They are looked at a part at a time, so that many of them make no pause.
final class OpenConnections {
    private final List<OpenConnection> connections = new ArrayList<>();
    /// Those before it are still to be looked at in this round.
    private int cursor;

    void add(OpenConnection connection) {
        connection.position(connections.size());
        connections.add(connection);
    }

    /// Takes one out. The last takes its place: it was looked at in this round already, or will be.
    void remove(OpenConnection connection) {
        OpenConnection last = connections.removeLast();
        if (last != connection) {
            last.position(connection.position());
            connections.set(connection.position(), last);
        }
    }

    boolean isEmpty() {
        return connections.isEmpty();
    }

    int size() {
        return connections.size();
    }

    List<OpenConnection> copy() {
        return List.copyOf(connections);
    }

    /// Looks at the next few, so that all have their turn within that many calls.
    void checkSome(int calls, long now, Instant instant) {
        int count = connections.size() / calls + 1;
        for (int i = 0; i < count && !connections.isEmpty(); i++) {
            if (cursor <= 0 || cursor > connections.size()) {
                cursor = connections.size();
            }
            cursor--;
            connections.get(cursor).check(now, instant);
        }
    }
}
