package dev.ostiary.core.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which events are wanted. What is empty leaves out none.
///
/// @param actor the identifier or the name of who did it
/// @param action what was done
/// @param subject the identifier or the name of what it was done to
/// @param from not before that instant
/// @param to before that instant
/// @param text part of who, what, on what, from where, or of a value before or after; A to Z are as a to z
public record AuditFilter(
        Optional<String> actor,
        Optional<AuditAction> action,
        Optional<String> subject,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> text) {
    /// Leaves out none.
    public static final AuditFilter NONE = new AuditFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public AuditFilter {
        text = text.map(AuditFilter::lower);
    }

    /// With A to Z as a to z and nothing else changed, which is what every store can do alike.
    public static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars()
                .map(character -> character >= 'A' && character <= 'Z' ? character + 32 : character)
                .forEach(character -> lower.append((char) character));
        return lower.toString();
    }

    /// Whether the event is wanted.
    public boolean matches(AuditFacts facts) {
        return actor.map(who -> who.equals(facts.actorId()) || who.equals(facts.actorName()))
                        .orElse(true)
                && action.map(done -> done.text().equals(facts.action())).orElse(true)
                && subject.map(what -> what.equals(facts.subject().id())
                                || what.equals(facts.subject().name()))
                        .orElse(true)
                && from.map(start -> !facts.at().isBefore(start)).orElse(true)
                && to.map(end -> facts.at().isBefore(end)).orElse(true)
                && text.map(part -> texts(facts).anyMatch(field -> lower(field).contains(part)))
                        .orElse(true);
    }

    private static Stream<String> texts(AuditFacts facts) {
        Stream<String> fields = Stream.of(
                facts.actorId(),
                facts.actorName(),
                facts.action(),
                facts.subject().id(),
                facts.subject().name(),
                facts.address(),
                facts.requestId(),
                facts.userAgent());
        Stream<String> values = Stream.of(
                        facts.changes().before(), facts.changes().after())
                .flatMap(changes -> changes.entrySet().stream())
                .flatMap(change -> Stream.of(change.getKey(), change.getValue()));
        return Stream.concat(fields, values);
    }

    /// The filter as texts by name, for the event of who has read so. Not what was looked for in all texts: it may
    /// be anything, a secret too.
    public Map<String, String> asTexts() {
        Map<String, String> texts = new TreeMap<>();
        actor.ifPresent(value -> texts.put("actor", value));
        action.ifPresent(value -> texts.put("action", value.text()));
        subject.ifPresent(value -> texts.put("subject", value));
        from.ifPresent(value -> texts.put("from", AuditEncoding.time(value)));
        to.ifPresent(value -> texts.put("to", AuditEncoding.time(value)));
        text.ifPresent(_ -> texts.put("text", "given"));
        return texts;
    }
}
