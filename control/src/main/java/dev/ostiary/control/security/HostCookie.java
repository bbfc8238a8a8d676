package dev.ostiary.control.security;

import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.Session;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// A cookie that holds a token: out of reach for scripts, not sent along by other sites' forms and, where browsers come
/// by https, for this very host and https alone (`__Host-`).
public final class HostCookie {
    private final String name;
    private final Duration life;
    private final boolean isSecure;

    /// @param life how long a browser keeps it
    public HostCookie(PublicAddress address, String name, Duration life) {
        this.isSecure = address.isSecure();
        this.name = isSecure ? "__Host-" + name : name;
        this.life = life;
    }

    /// That of sessions.
    static HostCookie ofSession(PublicAddress address) {
        return new HostCookie(address, "ostiary-session", Session.LIFE);
    }

    /// The token that a request brings.
    ///
    /// @throws RefusedException `credential.ambiguous` when it brings several
    public Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        List<String> tokens = Arrays.stream(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .toList();
        if (tokens.size() > 1) {
            throw new RefusedException(ProblemCode.CREDENTIAL_AMBIGUOUS);
        }
        return tokens.stream().findFirst();
    }

    /// Hands a token to the browser.
    public void write(HttpServletResponse response, Secret token) {
        set(response, token.reveal(), life);
    }

    /// Takes it back.
    public void clear(HttpServletResponse response) {
        set(response, "", Duration.ZERO);
    }

    private void set(HttpServletResponse response, String value, Duration age) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
