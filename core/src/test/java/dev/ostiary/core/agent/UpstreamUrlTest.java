package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An upstream is an address and nothing else: no credential, no query, nothing that is read in two ways (G08).
final class UpstreamUrlTest {
    /// Host, port and base path are what anybody would read from it.
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000,127.0.0.1,9000,'',false",
        "http://agent.example.com,agent.example.com,80,'',false",
        "https://agent.example.com,agent.example.com,443,'',true",
        "HTTPS://agent.example.com/,agent.example.com,443,'',true",
        "http://agent.example.com:65535/base,agent.example.com,65535,/base,false",
        "http://agent.example.com/base/,agent.example.com,80,/base,false",
        "http://agent.example.com/base///,agent.example.com,80,/base,false",
        "http://agent.example.com//,agent.example.com,80,'',false",
        "http://agent.example.com:/base,agent.example.com,80,/base,false",
        "http://[::1]:9000/base,::1,9000,/base,false",
        "http://agent.example.com/a%20b,agent.example.com,80,/a%20b,false",
        "h2c://10.0.0.7:50051,10.0.0.7,50051,'',false",
        "h2c://agent.example.com/base,agent.example.com,80,/base,false",
        "http://[fd00::1],fd00::1,80,'',false"
    })
    void parse_isReadAsWritten(String text, String host, int port, String basePath, boolean isTls) {
        UpstreamUrl url = UpstreamUrl.parse(text).orElseThrow();

        assertEquals(host, url.host());
        assertEquals(port, url.port());
        assertEquals(basePath, url.basePath());
        assertEquals(isTls, url.isTls());
    }

    /// Only `h2c` is HTTP/2 without being asked for: behind `https` it is agreed on in the handshake.
    @ParameterizedTest
    @CsvSource({"h2c://a:1,true", "H2C://a:1,true", "http://a:1,false", "https://a:1,false"})
    void isHttp2_isTheSchemes(String text, boolean isHttp2) {
        assertEquals(isHttp2, UpstreamUrl.parse(text).orElseThrow().isHttp2());
    }

    /// With and without a trailing slash it is the same address, and reads back as itself.
    @Test
    void parse_trailingSlash_isDropped() {
        UpstreamUrl url = UpstreamUrl.parse("http://agent.example.com/base/").orElseThrow();

        assertEquals(UpstreamUrl.parse("http://agent.example.com/base").orElseThrow(), url);
        assertEquals("http://agent.example.com/base", url.toString());
        assertEquals(Optional.of(url), UpstreamUrl.parse(url.toString()));
    }

    /// A path beyond ASCII is kept as it goes over the wire, where no other characters exist.
    @Test
    void parse_pathBeyondAscii_isEncoded() {
        UpstreamUrl url = UpstreamUrl.parse("http://agent.example.com/zürich").orElseThrow();

        assertEquals("/z%C3%BCrich", url.basePath());
        assertTrue(url.toString().chars().allMatch(character -> character < 0x80));
    }

    /// Everything else is refused.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "agent.example.com",
                "agent.example.com:9000",
                "//agent.example.com",
                "/base",
                "http:",
                "http://",
                "http:///base",
                "http://:9000",
                "http:agent.example.com",
                "ftp://agent.example.com",
                "file:///etc/passwd",
                "unix:/run/agent.sock",
                "javascript:alert(1)",
                "ws://agent.example.com",
                "httpx://agent.example.com",
                "http://user@agent.example.com",
                "http://user:password@agent.example.com",
                "http://@agent.example.com",
                "http://good.example.com@evil.example.com",
                "http://agent.example.com?query",
                "http://agent.example.com?",
                "http://agent.example.com#fragment",
                "http://agent.example.com#",
                "http://agent.example.com:0",
                "http://agent.example.com:65536",
                "http://agent.example.com:99999999999",
                "http://agent.example.com:-1",
                "http://agent.example.com:http",
                "http://agent.example.com:80:80",
                "http://agent.example.com /base",
                " http://agent.example.com",
                "http://agent.example.com ",
                "http://agent.example.com\r\nX-Injected: 1",
                "http://agent.example.com/\u0000",
                "http://agent.example.com/%",
                "http://agent.example.com/%zz",
                "http://agent.example.com/\\evil",
                "http:\\\\agent.example.com",
                "http://[::1",
                "http://[::1]x",
                "http://[not-an-address]",
                "h2://agent.example.com",
                "h2c:agent.example.com",
                "http://169.254.169.254/latest/meta-data",
                "http://[fe80::1]",
                "http://[fe80::1%25eth0]",
                "http://[::ffff:169.254.169.254]",
                "http://0.0.0.0:9000",
                "http://[::]",
                "http://224.0.0.1",
                "http://[ff02::1]",
                "http://0",
                "http://127.1",
                "http://2130706433",
                "http://0x7f000001",
                "http://010.0.0.1",
                "http://256.0.0.1",
                "http://agent,evil.example.com",
                "http://agent..example.com",
                "http://*.example.com",
                "http://ägent.example.com",
                "http://ａｇｅｎｔ.example.com",
                "http://agent.example.com\u3002evil.example.com"
            })
    void parse_anythingElse_isEmpty(String text) {
        assertEquals(Optional.empty(), UpstreamUrl.parse(text));
    }

    /// A wrong one cannot be made, and the message does not repeat it, for there may be a password in it (L02).
    @Test
    void constructor_userInfo_isRefusedWithoutRepeatingIt() {
        URI uri = URI.create("http://user:canary@agent.example.com");

        String message = assertThrows(IllegalArgumentException.class, () -> new UpstreamUrl(uri))
                .toString();
        assertFalse(message.contains("canary"));
    }
}
