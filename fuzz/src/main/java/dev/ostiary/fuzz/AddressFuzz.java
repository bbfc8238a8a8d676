package dev.ostiary.fuzz;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.InternetAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Addresses and ranges: what is taken means what the JDK takes it for, and its own text means the same again.
public final class AddressFuzz implements FuzzTarget {
    @Override
    public List<String> seeds() {
        return List.of(
                "10.0.0.1",
                "10.0.0.0/8",
                "::ffff:10.0.0.1",
                "2001:db8::/32",
                "010.0.0.1",
                "fe80::1%eth0",
                "1::2::3",
                "0/0",
                "::/0",
                "::ffff:0:0/96",
                "1.2.3.4/33",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:1.2.3.4");
    }

    @Override
    public void run(byte[] input) {
        String text = Input.latin(input);
        Optional<InternetAddress> address = InternetAddress.parse(text);
        if (address.isPresent()) {
            BrokenPromiseException.unlessSame(
                    address, InternetAddress.parse(address.get().toString()), "an address is its own text");
            BrokenPromiseException.unlessSame(
                    InternetAddress.of(InetAddress.ofLiteral(text)), address.get(), "the JDK reads the same address");
        }
        Optional<AddressRange> range = AddressRange.parse(text);
        if (range.isPresent()) {
            BrokenPromiseException.unlessSame(
                    range, AddressRange.parse(range.get().toString()), "a range is its own text");
            BrokenPromiseException.unless(
                    range.get().contains(range.get().network()), "a range contains where it begins");
        }
        BrokenPromiseException.unless(address.isEmpty() || range.isPresent(), "an address is a range of one");
    }
}
