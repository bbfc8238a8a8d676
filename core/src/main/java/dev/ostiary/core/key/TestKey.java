package dev.ostiary.core.key;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// A key with which a user tries an agent in an environment, for ten minutes. It opens that agent there and nothing
/// else. It is no [ApiKey]: nothing lists, counts, searches or edits it, and each user has one of their own.
///
/// @param holder the identifier of the actor it was issued to
/// @param publicId told nobody; in the form in which nodes keep keys
public record TestKey(
        KeyId id,
        OrganizationId organization,
        KeyBinding.AgentInEnvironment binding,
        String holder,
        DisplayName name,
        String publicId,
        StoredSecret secret,
        Instant issuedAt,
        Instant expiresAt) {
    /// How long one lives.
    public static final Duration LIFE = Duration.ofMinutes(10);

    /// What the names of test keys begin with, and no other key's.
    public static final String RESERVED = "ostiary-test-key";

    /// What to do about a reserved name, for error messages.
    public static final String NAME_REMEDY =
            "choose another name: those that begin with " + RESERVED + " are for the keys of test pages";

    /// Whether a name is for test keys only.
    public static boolean isReserved(DisplayName name) {
        return name.value().toLowerCase(Locale.ROOT).startsWith(RESERVED);
    }

    /// What an actor's test key is called where calls with it are seen.
    static DisplayName nameFor(String actor) {
        int room = DisplayName.MAX_LENGTH - RESERVED.length() - 1;
        String shown = actor.codePoints()
                .limit(room)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return DisplayName.parse(RESERVED + " " + shown).orElseGet(() -> new DisplayName(RESERVED));
    }
}
