package dev.ostiary.control.signin;

import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.SessionOnly;
import dev.ostiary.control.passkey.PasskeyProtocol;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.security.SignedIn;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.passkey.NewCredential;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.Challenge;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/account/passkeys")
@Tag(name = "account")
final class PasskeyController {
    private final AccountStore accounts;
    private final SignInOperations signIn;
    private final PasskeyProtocol protocol;
    private final PublicAddress address;

    PasskeyController(Store store, SignInOperations signIn, PasskeyProtocol protocol, PublicAddress address) {
        this.accounts = store.accounts();
        this.signIn = signIn;
        this.protocol = protocol;
        this.address = address;
    }

    @PostMapping("/options")
    @SessionOnly
    @Operation(
            operationId = "beginPasskey",
            summary = "Ask for what a device needs to make a passkey",
            description = "The answer is taken once, within ten minutes. Takes a session of the last 15 minutes.")
    @Refuses({ProblemCode.PASSKEY_UNAVAILABLE, ProblemCode.SESSION_TOO_OLD})
    PasskeyOptions.Creation begin(SignedIn signedIn, HttpServletRequest exchange) {
        AccountId account = signedIn.session().account();
        signIn.sessions().requireFresh(signedIn.session());
        return PasskeyOptions.creation(
                accounts.find(account).orElseThrow(RefusedException::notFound),
                signIn.passkeys().list(account),
                RelyingParties.of(address, exchange),
                ChallengeText.of(signIn.challenges().issue(Challenge.Purpose.ADD_PASSKEY, account.value())));
    }

    @PostMapping
    @SessionOnly
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "addPasskey", summary = "Add a passkey to one's account")
    @Refuses({
        ProblemCode.PASSKEY_UNAVAILABLE,
        ProblemCode.PASSKEY_REFUSED,
        ProblemCode.PASSKEY_KNOWN,
        ProblemCode.SESSION_TOO_OLD
    })
    ResponseEntity<PasskeyBody> add(
            @AuthenticationPrincipal Actor actor,
            SignedIn signedIn,
            @RequestBody NewPasskey request,
            HttpServletRequest exchange) {
        signIn.sessions().requireFresh(signedIn.session());
        AccountId account = signedIn.session().account();
        NewCredential credential = protocol.register(
                request.credential(),
                RelyingParties.of(address, exchange),
                challenge -> signIn.challenges()
                        .answer(Challenge.Purpose.ADD_PASSKEY, challenge)
                        .equals(Optional.of(account.value())));
        PasskeyBody body = PasskeyBody.of(signIn.passkeys().add(actor, signedIn.session(), request.name(), credential));
        return ResponseEntity.created(URI.create("/api/v1/account/passkeys/" + body.id()))
                .body(body);
    }

    @GetMapping
    @SessionOnly
    @Operation(operationId = "listPasskeys", summary = "List one's passkeys")
    ListOf<PasskeyBody> list(SignedIn signedIn) {
        return ListOf.of(
                new Page<>(signIn.passkeys().list(signedIn.session().account()), Optional.empty()), PasskeyBody::of);
    }

    @DeleteMapping("/{passkey}")
    @SessionOnly
    @Operation(operationId = "removePasskey", summary = "Remove one of one's passkeys")
    @Refuses(ProblemCode.LAST_CREDENTIAL)
    PasskeyBody remove(@AuthenticationPrincipal Actor actor, SignedIn signedIn, @PathVariable String passkey) {
        return PasskeyBody.of(signIn.passkeys()
                .remove(
                        actor,
                        signedIn.session().account(),
                        PasskeyId.parse(passkey).orElseThrow(RefusedException::notFound)));
    }
}
