package dev.ostiary.control.signin;

import dev.ostiary.control.openapi.OpenToAll;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.SessionOnly;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "session")
final class JoiningController {
    private final SignInOperations signIn;
    private final SessionBodies bodies;
    private final OpenedSessions opened;
    private final RequestSources sources;

    JoiningController(SignInOperations signIn, SessionBodies bodies, OpenedSessions opened, RequestSources sources) {
        this.signIn = signIn;
        this.bodies = bodies;
        this.opened = opened;
        this.sources = sources;
    }

    @PostMapping("/api/v1/invitations/accept")
    @OpenToAll
    @Operation(
            operationId = "acceptInvitationAnew",
            summary = "Accept an invitation with a new account",
            description =
                    "The account has the invited address, and is signed in. Who has one signs in and joins by it.")
    @Refuses({ProblemCode.INVITATION_INVALID, ProblemCode.INVITATION_FOR_ANOTHER, ProblemCode.EMAIL_TAKEN})
    SessionBody joinAnew(
            @RequestBody NewInvitedMember request, HttpServletRequest exchange, HttpServletResponse response) {
        return opened.answer(
                signIn.joining().joinAnew(request.token(), request.name(), request.password(), sources.of(exchange)),
                response);
    }

    @PostMapping("/api/v1/account/memberships")
    @SessionOnly
    @Operation(operationId = "acceptInvitation", summary = "Accept an invitation with one's own account")
    @Refuses({ProblemCode.INVITATION_INVALID, ProblemCode.INVITATION_FOR_ANOTHER, ProblemCode.MEMBER_EXISTS})
    SessionBody join(@AuthenticationPrincipal Actor actor, SignedIn signedIn, @RequestBody NewMembership request) {
        signIn.joining().join(actor, request.token());
        return bodies.of(signedIn.session(), signedIn.csrfToken());
    }
}
