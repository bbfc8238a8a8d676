package dev.ostiary.gateway;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.InternetAddress;
import dev.ostiary.fuzz.BrokenPromiseException;
import dev.ostiary.fuzz.FuzzTarget;
import dev.ostiary.fuzz.Input;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// `X-Forwarded-For`, a header on each line: nobody is believed but trusted proxies, from the end.
public final class ForwardedForFuzz implements FuzzTarget {
    private static final AddressRange TRUSTED = AddressRange.parse("10.0.0.0/8").orElseThrow();
    private static final TrustedProxies PROXIES = new TrustedProxies(List.of(TRUSTED));
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("192.0.2.1");

    @Override
    public List<String> seeds() {
        return List.of(
                "203.0.113.7",
                "10.0.0.1, 203.0.113.7, 10.0.0.2",
                "203.0.113.7\n198.51.100.1, 10.1.1.1",
                "[2001:db8::1]:443",
                "203.0.113.7:1234, 10.0.0.3",
                "unknown, 10.0.0.3",
                "::ffff:10.0.0.9",
                "fe80::1%eth0",
                ",,,");
    }

    @Override
    public void run(byte[] input) {
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        String last = "";
        for (String line : Input.latin(input).split("\n", -1)) {
            headers.add("X-Forwarded-For", line);
            last = line;
        }
        ClientAddress stranger = new ClientAddress(STRANGER, "192.0.2.1", false);
        BrokenPromiseException.unlessSame(
                stranger, PROXIES.clientOf(headers, stranger), "who is no proxy speaks for itself only");
        ClientAddress found = PROXIES.clientOf(headers, new ClientAddress(PROXY, "10.0.0.1", false));
        BrokenPromiseException.unlessSame(
                found, PROXIES.clientOf(headers, new ClientAddress(PROXY, "10.0.0.1", false)), "one answer");
        BrokenPromiseException.unless(InternetAddress.parse(found.text()).isPresent(), "what is told on is an address");
        String nearest = last.substring(last.lastIndexOf(',') + 1).strip();
        Optional<InternetAddress> address = InternetAddress.parse(nearest);
        if (address.isPresent() && !TRUSTED.contains(address.get())) {
            BrokenPromiseException.unless(
                    address.get().equals(found.internetAddress()), "the nearest stranger is the client");
        }
    }
}
