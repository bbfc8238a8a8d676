package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What concerns one connection only goes no further (RFC 9110, section 7.6.1).
class HopByHopTest {
    @ParameterizedTest
    @ValueSource(strings = {"Connection", "Upgrade", "TE", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization"})
    void remove_takesTheKnownOnes(String name) {
        HttpHeaders headers = new DefaultHttpHeaders().add(name, "x").add("Accept", "y");

        HopByHop.remove(headers);

        assertFalse(headers.contains(name));
        assertTrue(headers.contains("Accept"));
    }

    @Test
    void remove_takesWhatConnectionNames() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Connection", "close, X-One ,,x-two")
                .add("connection", "X-Three")
                .add("X-One", "1")
                .add("X-Two", "2")
                .add("X-Three", "3")
                .add("X-Four", "4");

        HopByHop.remove(headers);

        assertEquals(1, headers.size());
        assertEquals("4", headers.get("X-Four"));
    }

    /// A message cannot ask for its framing or its host to be removed: it would be read differently further on.
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "transfer-encoding", "HOST"})
    void remove_leavesFramingAndHost(String name) {
        HttpHeaders headers = new DefaultHttpHeaders().add("Connection", name).add(name, "x");

        HopByHop.remove(headers);

        assertTrue(headers.contains(name));
        assertFalse(headers.contains("Connection"));
    }
}
