package dev.ostiary.gateway.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.address.InternetAddress;
import org.junit.jupiter.api.Test;

/// Guessing from one address is slowed down, and costs the guesser, not the node (K02, D01).
final class FailureLimiterTest {
    private static final long SECOND = 1_000_000_000;

    private final FailureLimiter limiter = new FailureLimiter(100, 10, 42);

    private static InternetAddress address(String text) {
        return InternetAddress.parse(text).orElseThrow();
    }

    private int count(InternetAddress address, int tries, long now) {
        int within = 0;
        for (int i = 0; i < tries; i++) {
            within += limiter.count(address, now) == 0 ? 1 : 0;
        }
        return within;
    }

    @Test
    void burst_thenTenASecond() {
        InternetAddress address = address("203.0.113.7");

        assertEquals(100, count(address, 200, 5));
        assertEquals(1, limiter.count(address, 5));
        assertEquals(10, count(address, 200, 5 + SECOND));
        assertEquals(100, count(address, 200, 5 + 60 * SECOND));
    }

    /// An IPv6 client has a network of 64 bits to itself; an IPv4 client one address.
    @Test
    void ipv6Network_isOneClient() {
        assertEquals(100, count(address("2001:db8::1"), 150, 0));
        assertEquals(0, count(address("2001:db8::ffff:2"), 10, 0));
        assertEquals(10, count(address("2001:db8:0:1::1"), 10, 0));
        assertEquals(100, count(address("10.0.0.1"), 150, 0));
        assertEquals(0, count(address("::ffff:10.0.0.1"), 10, 0));
        assertEquals(10, count(address("10.0.0.2"), 10, 0));
    }

    /// D01: many addresses take each other's places, and nothing grows; the time may be anything.
    @Test
    void manyAddresses_areEachCounted() {
        for (long now : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE - 5}) {
            for (long i = 0; i < 100_000; i++) {
                assertEquals(0, limiter.count(new InternetAddress(0, 0xFFFF_0000_0000L | i), now));
            }
        }
        assertTrue(count(address("203.0.113.7"), 200, 0) >= 100);
    }

    @Test
    void zero_isNoLimit() {
        FailureLimiter off = new FailureLimiter(1, 0, 42);

        for (int i = 0; i < 1000; i++) {
            assertEquals(0, off.count(address("203.0.113.7"), 0));
        }
    }
}
