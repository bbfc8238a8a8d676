package dev.ostiary.core.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.vector.Vectors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An address is read in its usual forms only, and two forms of one address are equal (G04).
final class InternetAddressTest {
    static List<List<String>> vectors() {
        return Vectors.rows("internet-address.tsv");
    }

    /// Every vector is read, or not, and written in the usual form.
    @ParameterizedTest
    @MethodSource("vectors")
    void parse_vector(List<String> row) {
        Optional<String> usual = row.get(2).equals("INVALID") ? Optional.empty() : Optional.of(row.get(2));

        assertEquals(usual, InternetAddress.parse(row.get(1)).map(InternetAddress::toString));
    }

    /// Whatever address is written down is read back as the same, and as Java reads it.
    @Test
    void toString_isReadBack() throws UnknownHostException {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = random.nextInt(3) == 0 ? 0 : bytes[at];
            }
            InetAddress socket = InetAddress.getByAddress(bytes);
            InternetAddress address = InternetAddress.of(socket);

            assertEquals(Optional.of(address), InternetAddress.parse(address.toString()));
            assertEquals(Optional.of(address), InternetAddress.parse(socket.getHostAddress()));
            assertEquals(bytes.length == 4, address.isV4());
        }
    }

    /// An IPv4 address is one in either form.
    @Test
    void isV4_mappedToo() {
        assertTrue(InternetAddress.parse("::ffff:1.2.3.4").orElseThrow().isV4());
        assertFalse(InternetAddress.parse("::fffe:1.2.3.4").orElseThrow().isV4());
        assertFalse(InternetAddress.parse("::1.2.3.4").orElseThrow().isV4());
        assertFalse(InternetAddress.parse("1::ffff:1.2.3.4").orElseThrow().isV4());
    }
}
