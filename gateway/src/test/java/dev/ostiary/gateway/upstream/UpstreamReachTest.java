package dev.ostiary.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nothing is connected to where clouds keep their machines' credentials, or further than is set (G08).
class UpstreamReachTest {
    @ParameterizedTest
    @CsvSource({
        "93.184.216.34,true,true",
        "2606:2800:220:1::1,true,true",
        "127.0.0.1,true,false",
        "::1,true,false",
        "10.1.2.3,true,false",
        "172.16.0.1,true,false",
        "172.32.0.1,true,true",
        "192.168.1.1,true,false",
        "100.64.0.1,true,false",
        "100.128.0.1,true,true",
        "fc00::1,true,false",
        "fd12:3456::1,true,false",
        "169.254.169.254,false,false",
        "fe80::1,false,false",
        "0.0.0.0,false,false",
        "0.1.2.3,false,false",
        "::,false,false",
        "224.0.0.1,false,false",
        "240.0.0.1,false,false",
        "255.255.255.255,false,false",
        "ff02::1,false,false",
        "::ffff:169.254.169.254,false,false",
        "::ffff:10.0.0.1,true,false",
        "::169.254.169.254,false,false",
        "64:ff9b::169.254.169.254,false,false",
        "64:ff9b::10.0.0.1,true,false",
        "64:ff9b::93.184.216.34,true,true",
        "2002:a9fe:a9fe::1,false,false",
        "2002:7f00:1::1,true,false"
    })
    void includes(String address, boolean isInPrivate, boolean isInPublic) {
        InetAddress literal = InetAddress.ofLiteral(address);

        assertEquals(isInPrivate, UpstreamReach.PRIVATE.includes(literal));
        assertEquals(isInPublic, UpstreamReach.PUBLIC.includes(literal));
    }
}
