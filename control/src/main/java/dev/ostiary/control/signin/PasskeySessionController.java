package dev.ostiary.control.signin;

import dev.ostiary.control.openapi.OpenToAll;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.passkey.PasskeyProtocol;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.security.RequestSources;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.signin.Challenge;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/session/passkey")
@Tag(name = "session")
final class PasskeySessionController {
    private final SignInOperations signIn;
    private final PasskeyProtocol protocol;
    private final PublicAddress address;
    private final OpenedSessions opened;
    private final RequestSources sources;

    PasskeySessionController(
            SignInOperations signIn,
            PasskeyProtocol protocol,
            PublicAddress address,
            OpenedSessions opened,
            RequestSources sources) {
        this.signIn = signIn;
        this.protocol = protocol;
        this.address = address;
        this.opened = opened;
        this.sources = sources;
    }

    @PostMapping("/options")
    @OpenToAll
    @Operation(
            operationId = "beginPasskeySignIn",
            summary = "Ask for what a device needs to sign in",
            description = "No address is asked for: the device knows whose its passkeys are. The answer is taken once,"
                    + " within ten minutes.")
    @Refuses({ProblemCode.PASSKEY_UNAVAILABLE, ProblemCode.SIGN_IN_THROTTLED})
    PasskeyOptions.Request begin(HttpServletRequest exchange) {
        signIn.throttle().beginChallenge(sources.of(exchange).address());
        return PasskeyOptions.request(
                RelyingParties.of(address, exchange),
                ChallengeText.of(signIn.challenges().issue(Challenge.Purpose.USE_PASSKEY, "")));
    }

    @PostMapping
    @OpenToAll
    @Operation(operationId = "signInWithPasskey", summary = "Sign in with a passkey")
    @Refuses({ProblemCode.PASSKEY_UNAVAILABLE, ProblemCode.PASSKEY_REFUSED, ProblemCode.SIGN_IN_FAILED})
    SessionBody signIn(@RequestBody PasskeySignIn request, HttpServletRequest exchange, HttpServletResponse response) {
        PasskeyProtocol.Signed signed = protocol.authenticate(
                request.credential(),
                RelyingParties.of(address, exchange),
                challenge -> signIn.challenges()
                        .answer(Challenge.Purpose.USE_PASSKEY, challenge)
                        .isPresent(),
                signIn.passkeys()::find);
        return opened.answer(
                signIn.passkeys().signIn(signed.credentialId(), signed.counter(), sources.of(exchange)), response);
    }
}
