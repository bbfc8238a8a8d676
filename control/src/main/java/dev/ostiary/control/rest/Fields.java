package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.core.agent.AgentHosting;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the fields of request bodies may hold.
final class Fields {
    static final FieldType<Slug> SLUG =
            FieldType.text(Slug::parse, "give 1 to 63 of a-z, 0-9 and hyphens, no hyphen at either end");

    static final FieldType<DisplayName> NAME = FieldType.text(
            DisplayName::parse, "give 1 to 100 characters, none of them control characters or invisible");

    static final FieldType<UpstreamUrl> UPSTREAM = FieldType.text(UpstreamUrl::parse, UpstreamUrl.REMEDY);

    static final FieldType<AgentKind> KIND = FieldType.text(Fields::kind, "give one of api, mcp, a2a, llm");

    static final FieldType<AgentHosting> HOSTING =
            FieldType.text(text -> Words.of(AgentHosting.class, text), "give hosted or external");

    /// The version of something that is edited.
    static final FieldType<Integer> VERSION = new FieldType<>(
            node -> node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0
                    ? Optional.of(node.intValue())
                    : Optional.empty(),
            "give the number that was answered as version");

    static final FieldType<Description> DESCRIPTION = FieldType.text(
            Description::parse, "give 1 to 500 characters, none of them control characters or invisible");

    static final FieldType<Boolean> FLAG = FieldType.flag();

    /// The slug or identifier of something; whether it exists is found out later.
    static final FieldType<String> REFERENCE = FieldType.text(Fields::reference, "give a slug or an id");

    /// RFC 3339 with four digits of year, so that no time is beyond what a store can hold.
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    private static final Pattern REFERENCE_SHAPE = Pattern.compile("[a-z0-9_-]{1,63}");

    private Fields() {}

    /// A time after now.
    static FieldType<Instant> future(Clock clock) {
        return FieldType.text(
                text -> time(text).filter(time -> time.isAfter(clock.instant())),
                "give a time in the future such as 2030-01-31T00:00:00Z, or null for never");
    }

    /// A time in RFC 3339.
    static Optional<Instant> time(String text) {
        if (!TIME.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<AgentKind> kind(String text) {
        return Arrays.stream(AgentKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Optional<String> reference(String text) {
        return REFERENCE_SHAPE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
