package dev.ostiary.control.console;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.problem.ProblemCode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why requests were refused or failed, in a few words.
final class ReasonWords {
    private static final String STATUS = "status-";
    private static final Map<String, String> WORDS = Stream.concat(
                    Arrays.stream(ProblemCode.values()).map(code -> Map.entry(code.code(), code.title())),
                    Arrays.stream(DenialReason.values()).map(reason -> Map.entry(reason.label(), words(reason))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private ReasonWords() {}

    /// @param reason as it is counted: a denial's, a problem's code, or the upstream's status
    static String of(String reason) {
        return reason.startsWith(STATUS)
                ? "The agent answered " + reason.substring(STATUS.length())
                : WORDS.getOrDefault(reason, reason);
    }

    private static String words(DenialReason reason) {
        return switch (reason) {
            case MISSING -> "No key";
            case AMBIGUOUS -> "More than one key";
            case MALFORMED -> "Nothing that can be a key";
            case UNKNOWN -> "A key that nobody knows";
            case OTHER_ORGANIZATION -> "Another organization’s key";
            case OUTSIDE_BINDING -> "A key for something else";
            case REVOKED -> "A revoked key";
            case EXPIRED -> "An expired key";
            case DISABLED -> "A disabled key";
            case REPLACED -> "A secret that was replaced";
            case NOT_SELECTED -> "A key that the policy does not take";
            case WRONG_PAIR -> "A secret with another key’s public id";
            case ORIGIN_REFUSED -> "A page of a domain that is not listed";
            case ADDRESS_REFUSED -> "An address that is not listed";
            case SCOPE_MISSING -> "Outside the key’s scopes";
            case RATE_LIMITED -> "The key’s rate limit";
            case NO_CREDITS -> "No credits left";
            case TOO_MANY_FAILURES -> "Too many wrong keys from one address";
        };
    }
}
