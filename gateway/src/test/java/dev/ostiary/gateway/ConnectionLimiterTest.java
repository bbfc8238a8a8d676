package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/// Connections are counted in all and by address, and forgotten when they are closed.
class ConnectionLimiterTest {
    private static ClientAddress address(int last) throws UnknownHostException {
        return new ClientAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last}), "10.0.0." + last, false);
    }

    @Test
    void total_isLimited() throws Exception {
        ConnectionLimiter limiter = new ConnectionLimiter(ClientLimits.usual().withConnections(2, 0));
        assertTrue(limiter.enter(address(1)));
        assertTrue(limiter.enter(address(1)));
        assertFalse(limiter.enter(address(2)));
        limiter.leave(address(1));
        assertTrue(limiter.enter(address(2)));
        assertEquals(2, limiter.open());
    }

    @Test
    void address_isLimited() throws Exception {
        ConnectionLimiter limiter = new ConnectionLimiter(ClientLimits.usual().withConnections(100, 2));
        assertTrue(limiter.enter(address(1)));
        assertTrue(limiter.enter(address(1)));
        assertFalse(limiter.enter(address(1)));
        assertTrue(limiter.enter(address(2)));
        assertEquals(3, limiter.open());
        limiter.leave(address(1));
        assertTrue(limiter.enter(address(1)));
        assertFalse(limiter.enter(address(1)));
    }

    @Test
    void unknownAddress_countsInAllOnly() {
        ConnectionLimiter limiter = new ConnectionLimiter(ClientLimits.usual().withConnections(2, 1));
        ClientAddress unknown = new ClientAddress(null, "unknown", false);
        assertTrue(limiter.enter(unknown));
        assertTrue(limiter.enter(unknown));
        assertFalse(limiter.enter(unknown));
    }
}
