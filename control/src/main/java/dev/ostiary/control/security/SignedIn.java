package dev.ostiary.control.security;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.Session;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/// That a request speaks for a person, by a session.
///
/// @param csrfToken what changes by this session must carry in `X-CSRF-Token`
public record SignedIn(Session session, String csrfToken) {
    /// The token that goes with a session's own. Whoever can read it has been answered by us, which another site is
    /// not.
    static String csrfToken(String sessionToken) {
        return LinkToken.Hash.of("ostiary/csrf/" + sessionToken).hex();
    }

    /// The session that the request under way was let in by; empty when it came with a management key, or nothing.
    public static Optional<SignedIn> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication known
                ? known.signedIn()
                : Optional.empty();
    }

    /// The same, of a token just made.
    public static String csrfToken(Secret sessionToken) {
        return csrfToken(sessionToken.reveal());
    }
}
