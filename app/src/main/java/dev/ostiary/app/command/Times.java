package dev.ostiary.app.command;

import dev.ostiary.app.terminal.RelativeTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Times out of JSON documents, in words.
final class Times {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Instant now;
    private final ZoneId zone;

    Times(Clock clock) {
        this.now = clock.instant();
        this.zone = clock.getZone();
    }

    /// Seen from now; `never` when there is none.
    String relative(JsonNode document, String field) {
        return at(document, field)
                .map(at -> RelativeTime.describe(at, now, zone))
                .orElse("never");
    }

    /// In the user's time zone, and seen from now; `never` when there is none.
    String exact(JsonNode document, String field) {
        return at(document, field)
                .map(at -> EXACT.format(at.atZone(zone)) + " " + zone.getId() + " ("
                        + RelativeTime.describe(at, now, zone) + ")")
                .orElse("never");
    }

    private static Optional<Instant> at(JsonNode document, String field) {
        try {
            return document.path(field).stringValueOpt().map(Instant::parse);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
