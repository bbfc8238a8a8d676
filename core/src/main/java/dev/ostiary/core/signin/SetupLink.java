package dev.ostiary.core.signin;

import dev.ostiary.core.account.LinkToken;
import java.time.Instant;

/// The link by which the first person comes in.
///
/// @param token of the link, the hash only
/// @param expiresAt the instant from which it is not taken any more
public record SetupLink(LinkToken.Hash token, Instant expiresAt) {
    /// Whether it is taken at that instant for that token.
    boolean opensTo(String given, Instant now) {
        return now.isBefore(expiresAt) && token.equals(LinkToken.Hash.of(given));
    }
}
