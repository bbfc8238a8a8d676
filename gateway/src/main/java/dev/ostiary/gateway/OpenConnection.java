package dev.ostiary.gateway;

import java.time.Instant;

/// What an event loop has open to a client, in whichever state. Looked at about twice a second.
sealed interface OpenConnection permits ConnectionStart, ClientConnection, Http2Connection, Tunnel {
    /// Ends what has stood still for too long and what is no longer permitted.
    ///
    /// @param now in the time of [GatewayLoop#now]
    /// @param instant by which keys expire
    void check(long now, Instant instant);

    /// Ends with the request in progress; now, if there is none.
    void drain();

    /// Ends now, whatever is in progress.
    void close();

    /// Where it stands among the others; kept by [OpenConnections].
    int position();

    void position(int position);
}
