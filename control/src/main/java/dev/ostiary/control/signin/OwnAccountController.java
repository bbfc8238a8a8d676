package dev.ostiary.control.signin;

import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.SessionOnly;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.security.RequestSources;
import dev.ostiary.control.security.SignedIn;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.SessionId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.PasswordStore;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/account")
@Tag(name = "account", description = "One's own account: password and sessions.")
final class OwnAccountController {
    private final AccountStore accounts;
    private final PasswordStore passwords;
    private final SignInOperations signIn;
    private final RequestSources sources;

    OwnAccountController(Store store, SignInOperations signIn, RequestSources sources) {
        this.accounts = store.accounts();
        this.passwords = store.signIn().passwords();
        this.signIn = signIn;
        this.sources = sources;
    }

    @GetMapping
    @SessionOnly
    @Operation(operationId = "getOwnAccount", summary = "Get one's own account")
    OwnAccountBody get(SignedIn signedIn) {
        return body(signedIn.session().account());
    }

    @PutMapping("/password")
    @SessionOnly
    @Operation(
            operationId = "changePassword",
            summary = "Change one's password",
            description =
                    "Every other session of the account ends. The first password of an account that has none takes a"
                            + " session of the last 15 minutes.")
    @Refuses({ProblemCode.SIGN_IN_THROTTLED, ProblemCode.SESSION_TOO_OLD})
    OwnAccountBody changePassword(
            @AuthenticationPrincipal Actor actor,
            SignedIn signedIn,
            @RequestBody PasswordChange request,
            HttpServletRequest exchange) {
        signIn.passwords()
                .change(actor, signedIn.session(), request.currentPassword(), request.password(), sources.of(exchange));
        return body(signedIn.session().account());
    }

    @GetMapping("/sessions")
    @SessionOnly
    @Operation(operationId = "listOwnSessions", summary = "List one's own sessions")
    ListOf<OwnSessionBody> sessions(SignedIn signedIn) {
        return ListOf.of(
                new Page<>(signIn.sessions().list(signedIn.session().account()), Optional.empty()),
                session -> OwnSessionBody.of(session, signedIn.session()));
    }

    @DeleteMapping("/sessions")
    @SessionOnly
    @Operation(operationId = "endOtherSessions", summary = "End one's other sessions")
    EndedBody endOthers(@AuthenticationPrincipal Actor actor, SignedIn signedIn) {
        return new EndedBody(signIn.sessions()
                .endAll(
                        actor,
                        signedIn.session().account(),
                        Optional.of(signedIn.session().id())));
    }

    @DeleteMapping("/sessions/{session}")
    @SessionOnly
    @Operation(operationId = "endSession", summary = "End one of one's sessions")
    EndedBody end(@AuthenticationPrincipal Actor actor, SignedIn signedIn, @PathVariable String session) {
        signIn.sessions()
                .end(
                        actor,
                        signedIn.session().account(),
                        SessionId.parse(session).orElseThrow(RefusedException::notFound));
        return new EndedBody(1);
    }

    private OwnAccountBody body(AccountId id) {
        return new OwnAccountBody(
                accounts.find(id).map(AccountBody::of).orElseThrow(RefusedException::notFound), passwords.setAt(id));
    }
}
