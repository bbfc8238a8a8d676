package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.chunked;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who calls, and from where, is what the gateway found out, never what the client says (G01, G03, G04, G05, G07, G08).
class HostileIdentityIT {
    private HostileDoor door;

    @BeforeEach
    void start() throws IOException {
        door = HostileDoor.usual();
    }

    @AfterEach
    void stop() throws IOException {
        door.close();
    }

    /// G01 over HTTP/2.
    @Test
    void forgedHeadersOfHttp2_areGone() throws Exception {
        try (Http2Peer client = Http2Peer.connect(door.gateway.gateway.url())) {
            String[] fields = Http2Peer.request(
                    "GET",
                    AGENT,
                    "x-api-key",
                    door.key,
                    "x-ostiary-key-id",
                    "forged",
                    "x_ostiary_key_id",
                    "forged",
                    "x-ostiary-organization-id",
                    "forged");
            assertEquals(200, client.call(fields).status());
        }
        Message seen = door.agent.request();
        assertFalse(seen.toString().contains("forged"), seen.toString());
        assertEquals(door.gateway.id(door.secret).value(), seen.header("X-Ostiary-Key-Id"));
    }

    /// G07: the key is in no header and no trailer that the upstream sees, whatever the policy calls the header.
    @Test
    void key_isInNoTrailer() throws Exception {
        door.route("own", "", "/own", AccessMode.STRICT, "header X-Our-Key", "header X-Scheme Bearer");
        String trailers = "X-Our-Key: " + door.key + "\r\nx-scheme: Bearer " + door.key + "\r\nX-API-Key: " + door.key
                + "\r\nCookie: a=" + door.key + "\r\nX-Sum: 1\r\n";

        Message seen = door.forwarded(chunked("/own", "1\r\na\r\n0\r\n" + trailers + "\r\n", "X-Our-Key: " + door.key));

        assertFalse(seen.toString().contains(door.key), seen.toString());
        assertEquals(List.of("1"), seen.trailerValues("X-Sum"));
    }

    /// G07: a key that was sent without need, or not written as it should be, is no business of the upstream
    /// either.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-API-Key: Bearer %s",
                "X-API-Key: x %s",
                "Authorization: Bearer %s x",
                "Authorization: Basic,%s"
            })
    void keyBadlyWritten_goesNoFurther(String header) throws Exception {
        door.gateway.deploy("open", door.agent.url(), false);

        Message seen = door.forwarded(get("/acme/production/open", header.formatted(door.key)));

        assertFalse(seen.toString().contains(door.key), seen.toString());
    }

    /// G07, G08: an upstream that points elsewhere is not followed, and nobody there sees a thing.
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_isNotFollowed(int status) throws Exception {
        try (TestAgent elsewhere = TestAgent.greeting();
                TestAgent pointing = TestAgent.answering(_ -> "HTTP/1.1 " + status + " Elsewhere\r\nLocation: "
                        + elsewhere.url() + "/\r\nContent-Length: 0\r\n\r\n")) {
            door.gateway.deploy(pointing);
            assertEquals(status, door.status(get(AGENT, "X-API-Key: " + door.key)));
            assertEquals(0, elsewhere.connections.get());
        }
    }

    /// G03: without trusted proxies the socket says where a request comes from.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 10.0.0.1",
                "X-Forwarded-For: 10.0.0.1, 10.0.0.2",
                "Forwarded: for=10.0.0.1",
                "X-Real-IP: 10.0.0.1",
                "True-Client-IP: 10.0.0.1",
                "CF-Connecting-IP: 10.0.0.1",
                "X-Client-IP: 10.0.0.1",
                "X_Forwarded_For: 10.0.0.1",
                "x-forwarded_for: 10.0.0.1",
                "X_Real_IP: 10.0.0.1"
            })
    void saidAddress_isNotBelieved(String header) throws Exception {
        String narrow = restricted("10.0.0.0/8");
        assertEquals(403, door.refusal(get(AGENT, narrow, header)));
        Message seen = door.forwarded(get(AGENT, "X-API-Key: " + door.key, header));
        assertEquals("127.0.0.1", seen.header("X-Forwarded-For"));
        assertFalse(seen.toString().contains("10.0.0.1"), seen.toString());
    }

    private String restricted(String... ranges) {
        List<AddressRange> addresses = Arrays.stream(ranges)
                .map(range -> AddressRange.parse(range).orElseThrow())
                .toList();
        Secret key = door.gateway.key(new KeyRestrictions(List.of(), List.of(), addresses, List.of()));
        return "X-API-Key: " + key.reveal();
    }

    /// G03, G04: behind trusted proxies the list is read from its end, as far as they wrote it; v4-mapped is v4,
    /// and an address that cannot be read is none.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | 10.0.0.1",
                "200 | 203.0.113.7, 10.0.0.1",
                "200 | ::ffff:10.0.0.1",
                "200 | 10.0.0.1:4711",
                "200 | [2001:db8::1]:443",
                "200 | 10.0.0.1, 127.0.0.1",
                "403 | 10.0.0.1, 203.0.113.7",
                "403 | 10.0.0.1, 203.0.113.7, 127.0.0.1",
                "403 | 010.0.0.1",
                "403 | 10.0.0.1%eth0",
                "403 | 2001:db8::1%eth0",
                "403 | unknown",
                "403 | 10.0.0.1,",
                "403 | 0x0a000001",
                "403 | 167772161",
                "403 | _hidden"
            })
    void trustedProxy_isReadFromTheEnd(int status, String forwardedFor) throws Exception {
        AdmissionSettings admission = AdmissionSettings.USUAL
                .withFailures(1, 0)
                .withTrustedProxies(List.of(AddressRange.parse("127.0.0.0/8").orElseThrow()));
        door.close();
        door = new HostileDoor(GatewayFixture.usual().withAdmission(admission));
        String narrow = restricted("10.0.0.0/8", "2001:db8::/32");

        assertEquals(status, door.status(get(AGENT, narrow, "X-Forwarded-For: " + forwardedFor)));
        // Decided anew each time.
        assertEquals(403, door.status(get(AGENT, narrow, "X-Forwarded-For: 203.0.113.9")));
    }

    /// G05: a public id alone opens for pages of its domains only.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | https://good.com",
                "200 | https://good.com:8443",
                "200 | http://a.wild.com",
                "200 | https://xn--mnchen-3ya.example",
                "403 | null",
                "403 | https://good.com.evil.com",
                "403 | https://evilgood.com",
                "403 | https://good.com@evil.com",
                "403 | https://evil.com/good.com",
                "403 | https://wild.com",
                "403 | https://awild.com",
                "403 | https://good.com https://evil.com",
                "403 | https://good.com:99999999",
                "403 | https://m\u00c3\u00bcnchen.example",
                "403 | file://good.com",
                "403 | good.com"
            })
    void publicId_opensForItsDomains(int status, String origin) throws Exception {
        List<DomainPattern> domains = List.of(
                DomainPattern.parse("good.com").orElseThrow(),
                DomainPattern.parse("*.wild.com").orElseThrow(),
                DomainPattern.parse("m\u00fcnchen.example").orElseThrow());
        Secret key = door.gateway.key(new KeyRestrictions(List.of(), domains, List.of(), List.of()));
        String publicId = "X-API-Key: " + door.gateway.publicId(key);

        assertEquals(status, door.status(get(AGENT, publicId, "Origin: " + origin)));
        assertEquals(403, door.status(get(AGENT, publicId)));
        assertEquals(403, door.status(get(AGENT, publicId, "Referer: https://good.com/")));
        assertEquals(403, door.status(get(AGENT, publicId, "Origin: https://good.com", "Origin: https://good.com")));
    }
}
