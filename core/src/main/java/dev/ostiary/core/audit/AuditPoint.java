package dev.ostiary.core.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An event's place in a chain and its hash. Whoever has noted one can later tell whether anything up to it was
/// rewritten.
///
/// @param seq the event's number, from 1; 0 is before the first
public record AuditPoint(long seq, AuditHash hash) {
    /// Before the first event.
    public static final AuditPoint START = new AuditPoint(0, AuditHash.NONE);

    private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

    /// Reads `SEQ:HASH` of an event from outside input; empty when the text is not that.
    public static Optional<AuditPoint> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches()
                ? Optional.of(new AuditPoint(Long.parseLong(matcher.group(1)), new AuditHash(matcher.group(2))))
                : Optional.empty();
    }

    /// `SEQ:HASH`.
    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
