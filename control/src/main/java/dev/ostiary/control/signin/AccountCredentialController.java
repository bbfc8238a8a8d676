package dev.ostiary.control.signin;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.passkey.AccountCredentials;
import dev.ostiary.core.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}")
@Tag(name = "accounts")
final class AccountCredentialController {
    private static final String ENDS =
            " The account's sessions end at once. It may be the last that opens the account: another password does then.";

    private final AccountCredentials credentials;

    AccountCredentialController(SignInOperations signIn) {
        this.credentials = signIn.credentials();
    }

    @GetMapping("/passkeys")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "listAccountPasskeys", summary = "List the passkeys of an account")
    ListOf<PasskeyBody> passkeys(@AuthenticationPrincipal Actor actor, @PathVariable String account) {
        return ListOf.of(
                new Page<>(credentials.passkeys(actor, AccountController.id(account)), Optional.empty()),
                PasskeyBody::of);
    }

    @DeleteMapping("/passkeys/{passkey}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "removeAccountPasskey",
            summary = "Remove a passkey of an account",
            description = "For a device that was lost." + ENDS)
    PasskeyBody removePasskey(
            @AuthenticationPrincipal Actor actor, @PathVariable String account, @PathVariable String passkey) {
        return PasskeyBody.of(credentials.removePasskey(
                actor,
                AccountController.id(account),
                PasskeyId.parse(passkey).orElseThrow(RefusedException::notFound)));
    }

    @GetMapping("/identities")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "listAccountIdentities", summary = "List who an account is at identity providers")
    ListOf<IdentityBody> identities(@AuthenticationPrincipal Actor actor, @PathVariable String account) {
        return ListOf.of(
                new Page<>(credentials.identities(actor, AccountController.id(account)), Optional.empty()),
                IdentityBody::of);
    }

    @DeleteMapping("/identities/{provider}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "removeAccountIdentity",
            summary = "Forget who an account is at an identity provider",
            description = "A provider that links accounts links this one again at the next sign-in there." + ENDS)
    IdentityBody removeIdentity(
            @AuthenticationPrincipal Actor actor, @PathVariable String account, @PathVariable String provider) {
        return IdentityBody.of(credentials.removeIdentity(
                actor,
                AccountController.id(account),
                IdentityProviderId.parse(provider).orElseThrow(RefusedException::notFound)));
    }
}
