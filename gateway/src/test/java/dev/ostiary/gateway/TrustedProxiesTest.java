package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.InternetAddress;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// G03: where a request comes from is said by sockets and by trusted proxies, never by the client.
class TrustedProxiesTest {
    private static final ClientAddress PROXY = socket("10.0.0.1");

    private final TrustedProxies proxies = new TrustedProxies(Stream.of("10.0.0.0/8", "2001:db8::/32")
            .map(range -> AddressRange.parse(range).orElseThrow())
            .toList());

    private static ClientAddress socket(String address) {
        InetAddress parsed = InetAddress.ofLiteral(address);
        return new ClientAddress(parsed, address, false);
    }

    private static HttpHeaders forwardedFor(String... lines) {
        return new DefaultHttpHeaders().add("X-Forwarded-For", List.of(lines));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7|203.0.113.7",
                "203.0.113.7, 10.0.0.2|203.0.113.7",
                "10.0.0.9, 203.0.113.7, 10.0.0.2|203.0.113.7",
                "127.0.0.1, 203.0.113.7|203.0.113.7",
                "garbage, 203.0.113.7|203.0.113.7",
                "203.0.113.7:4711|203.0.113.7",
                "::ffff:203.0.113.7|203.0.113.7",
                "2a00::1|2a00::1",
                "[2a00::1]|2a00::1",
                "[2a00::1]:4711|2a00::1",
                "203.0.113.7,2001:db8::5 , 10.1.1.1|203.0.113.7",
                "10.0.0.3, 10.0.0.2|10.0.0.3"
            })
    void client_isFoundFromTheRight(String line, String client) {
        ClientAddress found = proxies.clientOf(forwardedFor(line), PROXY);

        assertEquals(client, found.text());
        assertEquals(InternetAddress.parse(client), Optional.ofNullable(found.internetAddress()));
    }

    @Test
    void severalLines_areOneList() {
        assertEquals(
                "203.0.113.7",
                proxies.clientOf(forwardedFor("192.0.2.1", "203.0.113.7, 10.0.0.2", "10.0.0.3"), PROXY)
                        .text());
    }

    /// What cannot be read ends the walk: the client is not known, and address lists fail closed (G04).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "203.0.113.7, ",
                "",
                "203.0.113.07",
                "203.0.113.7:port",
                "203.0.113.7:",
                "[2a00::1",
                "[203.0.113.7]",
                "fe80::1%eth0",
                "203.0.113.7/32",
                "203.0.113.7 10.0.0.2"
            })
    void malformedEntry_isNobody(String line) {
        ClientAddress found = proxies.clientOf(forwardedFor(line), PROXY);

        assertNull(found.internetAddress());
        assertEquals("10.0.0.1", found.text());
    }

    @Test
    void otherSockets_speakForThemselvesOnly() {
        ClientAddress stranger = socket("192.0.2.9");

        assertSame(stranger, proxies.clientOf(forwardedFor("203.0.113.7"), stranger));
        assertSame(PROXY, new TrustedProxies(List.of()).clientOf(forwardedFor("203.0.113.7"), PROXY));
        assertEquals(
                "10.0.0.1", proxies.clientOf(new DefaultHttpHeaders(), PROXY).text());
    }

    /// No other header says it.
    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP"})
    void otherHeaders_areNotRead(String header) {
        HttpHeaders request = new DefaultHttpHeaders().add(header, "203.0.113.7");

        assertEquals("10.0.0.1", proxies.clientOf(request, PROXY).text());
    }
}
