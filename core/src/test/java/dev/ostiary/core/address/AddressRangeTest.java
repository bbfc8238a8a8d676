package dev.ostiary.core.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.vector.Vectors;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A range takes the addresses that share its prefix, whichever way either is written (G04).
final class AddressRangeTest {
    static List<List<String>> vectors() {
        return Vectors.rows("address-range.tsv");
    }

    /// Every vector is refused as a range, or takes the address, or does not.
    @ParameterizedTest
    @MethodSource("vectors")
    void contains_vector(List<String> row) {
        Optional<AddressRange> range = AddressRange.parse(row.get(1));
        String found = range.map(known ->
                        known.contains(InternetAddress.parse(row.get(2)).orElseThrow()) ? "allowed" : "refused")
                .orElse("INVALID");

        assertEquals(row.get(3), found);
        range.ifPresent(known -> assertEquals(Optional.of(known), AddressRange.parse(known.toString())));
    }

    /// Two addresses are in a range together exactly when their first bits are equal.
    @Test
    void contains_comparesTheFirstBits() {
        Random random = new Random(11);
        for (int i = 0; i < 5000; i++) {
            int length = random.nextInt(129);
            InternetAddress one = new InternetAddress(random.nextLong(), random.nextLong());
            int flipped = random.nextInt(128);
            InternetAddress other = new InternetAddress(
                    flipped < 64 ? one.high() ^ 1L << 63 - flipped : one.high(),
                    flipped < 64 ? one.low() : one.low() ^ 1L << 127 - flipped);
            AddressRange range = new AddressRange(cut(one, length), length);

            assertTrue(range.contains(one));
            assertEquals(flipped >= length, range.contains(other));
            assertEquals(Optional.of(range), AddressRange.parse(range.toString()));
        }
    }

    private static InternetAddress cut(InternetAddress address, int length) {
        long high = length == 0 ? 0 : length >= 64 ? address.high() : address.high() >>> 64 - length << 64 - length;
        long low = length <= 64 ? 0 : length == 128 ? address.low() : address.low() >>> 128 - length << 128 - length;
        return new InternetAddress(high, low);
    }

    /// A range that is none cannot exist.
    @Test
    void invalid_cannotExist() {
        InternetAddress any = new InternetAddress(0, 0);
        assertThrows(IllegalArgumentException.class, () -> new AddressRange(any, -1));
        assertThrows(IllegalArgumentException.class, () -> new AddressRange(any, 129));
        assertThrows(IllegalArgumentException.class, () -> new AddressRange(new InternetAddress(0, 1), 127));
        assertThrows(IllegalArgumentException.class, () -> new AddressRange(new InternetAddress(1, 0), 63));
    }
}
