package dev.ostiary.control.signin;

import dev.ostiary.control.security.HostCookie;
import dev.ostiary.control.security.SignedIn;
import dev.ostiary.core.signin.OpenedSession;
import jakarta.servlet.http.HttpServletResponse;

/// Hands a session just opened to the browser: its token in the cookie, and who that is in the body.
final class OpenedSessions {
    private final HostCookie cookie;
    private final SessionBodies bodies;

    OpenedSessions(HostCookie cookie, SessionBodies bodies) {
        this.cookie = cookie;
        this.bodies = bodies;
    }

    /// The cookie alone, for an answer that has no body.
    void hand(OpenedSession opened, HttpServletResponse response) {
        cookie.write(response, opened.token());
    }

    SessionBody answer(OpenedSession opened, HttpServletResponse response) {
        hand(opened, response);
        return bodies.of(opened.session(), SignedIn.csrfToken(opened.token()));
    }
}
