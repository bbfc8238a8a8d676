package dev.ostiary.core.denial;

import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyRestrictions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says why a request was denied, and what of the key has to do with it. The key is as it is now; where it was
/// changed after the request, that is said too.
final class DenialSentence {
    private static final int SHOWN = 5;

    private DenialSentence() {}

    static String of(Denial denial, Optional<ApiKey> key) {
        String since = key.filter(now -> now.changed().at().isAfter(denial.at()))
                .map(_ -> " The key was changed since.")
                .orElse("");
        return why(denial, key) + since;
    }

    private static String why(Denial denial, Optional<ApiKey> key) {
        Optional<KeyRestrictions> restrictions = key.map(ApiKey::restrictions);
        return switch (denial.reason()) {
            case MISSING -> "The request had no key where the route reads one.";
            case AMBIGUOUS ->
                "The request had more than one key, or had it also in a place where the route does not read keys.";
            case MALFORMED ->
                "What the request had for a key cannot be one: its length, characters or checksum are wrong."
                        + " It may have been cut off or mistyped.";
            case UNKNOWN -> "No key that is known here is the one that the request had.";
            case OTHER_ORGANIZATION -> "The key belongs to another organization.";
            case OUTSIDE_BINDING ->
                "The key is for something else: another agent, another environment or other routes.";
            case REVOKED -> "The key was revoked" + before(denial, key.flatMap(ApiKey::revokedAt)) + ".";
            case EXPIRED -> "The key expired" + before(denial, key.flatMap(ApiKey::expiresAt)) + ".";
            case DISABLED -> "The key was disabled" + before(denial, key.flatMap(ApiKey::disabledAt)) + ".";
            case REPLACED ->
                "The secret was replaced by another when the key was rotated, and its grace was over."
                        + " Use the key's new secret.";
            case NOT_SELECTED -> "The route's policy does not take this key, by its name or its labels.";
            case WRONG_PAIR -> "The public id and the secret do not belong together.";
            case ORIGIN_REFUSED ->
                "The public id came alone, and the page it came from is not among the key's domains"
                        + entries(restrictions.map(KeyRestrictions::domains)) + ".";
            case ADDRESS_REFUSED ->
                "The address " + denial.address() + " is not among those that the key may be used from"
                        + entries(restrictions.map(KeyRestrictions::addresses)) + ".";
            case SCOPE_MISSING ->
                "The key's scopes do not cover the call" + entries(restrictions.map(KeyRestrictions::scopes)) + ".";
            case RATE_LIMITED ->
                "One of the key's limits was used up"
                        + restrictions
                                .map(has -> entries(Optional.of(has.limits().stream()
                                        .map(limit -> limit.name() + ": " + limit.requests() + " per " + limit.window())
                                        .toList())))
                                .orElse("")
                        + ".";
            case NO_CREDITS ->
                "No credits were left for the call: the organization's are used up"
                        + (restrictions.filter(KeyRestrictions::isMetered).isPresent() ? ", or the key's own" : "")
                        + ".";
            case TOO_MANY_FAILURES ->
                "Too many wrong credentials came from the address " + denial.address() + " before this one.";
        };
    }

    private static String before(Denial denial, Optional<Instant> end) {
        return end.filter(at -> !at.isAfter(denial.at()))
                .map(at -> " " + inWords(Duration.between(at, denial.at())) + " before the request, at " + at)
                .orElse("");
    }

    private static String entries(Optional<? extends List<?>> values) {
        return values.filter(all -> !all.isEmpty())
                .map(all -> " ("
                        + all.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining("; "))
                        + (all.size() > SHOWN ? "; and " + (all.size() - SHOWN) + " more" : "")
                        + ")")
                .orElse("");
    }

    private static String inWords(Duration time) {
        if (time.toDays() > 1) {
            return time.toDays() + " days";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
