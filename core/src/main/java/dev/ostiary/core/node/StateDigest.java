package dev.ostiary.core.node;

import java.time.LocalDate;
import java.util.HexFormat;

/// What a node obeys, in 128 bits: two nodes that have applied the same changes have the same one on the same day,
/// however each came there. It finds divergence by accident; it is no proof against one who can choose what is hashed.
///
/// @param keys [dev.ostiary.core.access.PackedKeyDirectory#fingerprint], and that of former secrets that day
/// @param routes [dev.ostiary.core.route.RouteSnapshot#fingerprint]
/// @param day on which it was made, by UTC: former secrets that ended before it do not count
public record StateDigest(long keys, long routes, LocalDate day) {
    /// Of a node that knows nothing.
    public static final StateDigest NONE = new StateDigest(0, 0, LocalDate.EPOCH);

    private static final int WORD = 16;
    private static final int DAY = 2 * WORD;
    private static final int LENGTH = DAY + 8;

    private static final HexFormat HEX = HexFormat.of();

    /// It as 40 hexadecimal digits, the last eight of which are the day.
    @Override
    public String toString() {
        return HEX.toHexDigits(keys) + HEX.toHexDigits(routes) + HEX.toHexDigits((int) day.toEpochDay());
    }

    /// Reads what [#toString] wrote.
    public static StateDigest parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("not a digest of what a node obeys");
        }
        return new StateDigest(
                HexFormat.fromHexDigitsToLong(text, 0, WORD),
                HexFormat.fromHexDigitsToLong(text, WORD, DAY),
                LocalDate.ofEpochDay(HexFormat.fromHexDigits(text, DAY, LENGTH)));
    }
}
