package dev.ostiary.control.signin;

import dev.ostiary.control.openapi.OpenToAll;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.SessionOnly;
import dev.ostiary.control.security.HostCookie;
import dev.ostiary.control.security.RequestSources;
import dev.ostiary.control.security.SignedIn;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/session")
@Tag(name = "session", description = "Signing in and out. The session is in a cookie that no script can read.")
final class SessionController {
    private final SignInOperations signIn;
    private final SessionBodies bodies;
    private final OpenedSessions opened;
    private final HostCookie cookie;
    private final RequestSources sources;

    SessionController(
            SignInOperations signIn,
            SessionBodies bodies,
            OpenedSessions opened,
            HostCookie cookie,
            RequestSources sources) {
        this.signIn = signIn;
        this.bodies = bodies;
        this.opened = opened;
        this.cookie = cookie;
        this.sources = sources;
    }

    @PostMapping
    @OpenToAll
    @Operation(
            operationId = "signIn",
            summary = "Sign in",
            description = "By address and password. The answer sets the cookie of a new session.")
    @Refuses({ProblemCode.SIGN_IN_FAILED, ProblemCode.SIGN_IN_THROTTLED})
    SessionBody signIn(@RequestBody PasswordSignIn request, HttpServletRequest exchange, HttpServletResponse response) {
        return opened.answer(
                signIn.password().signIn(request.email(), request.password(), sources.of(exchange)), response);
    }

    @GetMapping
    @SessionOnly
    @Operation(operationId = "getSession", summary = "Tell who is signed in")
    SessionBody get(SignedIn signedIn) {
        return bodies.of(signedIn.session(), signedIn.csrfToken());
    }

    @DeleteMapping
    @SessionOnly
    @Operation(operationId = "signOut", summary = "Sign out", description = "The session is over at once, everywhere.")
    EndedBody signOut(@AuthenticationPrincipal Actor actor, SignedIn signedIn, HttpServletResponse response) {
        signIn.sessions().signOut(actor, signedIn.session());
        cookie.clear(response);
        return new EndedBody(1);
    }
}
