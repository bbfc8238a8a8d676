package dev.ostiary.app.command;

import dev.ostiary.app.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/// Tells when some gateways do not obey a change yet.
final class AppliedNote {
    private final Terminal terminal;

    AppliedNote(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Says so on the standard error; says nothing when all obey.
    void explain(JsonNode changed) {
        long nodes = changed.path("applied").path("nodes").asLong(0);
        long of = changed.path("applied").path("of").asLong(0);
        if (nodes < of) {
            terminal.explain("stored, but only " + nodes + " of " + of
                    + " gateways obey it yet; the others follow as soon as they reach the database");
        }
    }
}
