package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.terminal.CommandException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which audit events are wanted.
final class AuditFilterOptions {
    @Option(names = "--actor", paramLabel = "WHO", description = "Only what was done by this actor, by id or name.")
    private @Nullable String actor;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only this action, such as key.revoked.")
    private @Nullable String action;

    @Option(names = "--subject", paramLabel = "WHAT", description = "Only what was done to this thing, by id or name.")
    private @Nullable String subject;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Only what was done then or later: a date such as 2026-03-01 (its beginning), or a time such as"
                            + " 2026-03-01T12:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what was done before that date or time.")
    private @Nullable String to;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "Only events with this text in actor, action, subject, source, or a value before or after.")
    private @Nullable String text;

    /// The path with the filter in its query.
    ///
    /// @param zone where dates begin
    ApiPath addTo(ApiPath path, ZoneId zone) {
        return path.with("actor", Optional.ofNullable(actor))
                .with("action", Optional.ofNullable(action))
                .with("subject", Optional.ofNullable(subject))
                .with("from", time("--from", from, zone))
                .with("to", time("--to", to, zone))
                .with("text", Optional.ofNullable(text));
    }

    private static Optional<String> time(String option, @Nullable String given, ZoneId zone) {
        if (given == null) {
            return Optional.empty();
        }
        try {
            Instant time = given.indexOf('T') > 0
                    ? OffsetDateTime.parse(given).toInstant()
                    : LocalDate.parse(given).atStartOfDay(zone).toInstant();
            return Optional.of(time.truncatedTo(ChronoUnit.MILLIS).toString());
        } catch (DateTimeException notATime) {
            throw CommandException.usage(option + " is not a time; give a date such as 2026-03-01, or a time such as"
                    + " 2026-03-01T12:00:00Z");
        }
    }
}
