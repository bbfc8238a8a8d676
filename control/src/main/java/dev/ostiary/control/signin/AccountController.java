package dev.ostiary.control.signin;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.account.Account;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.Accounts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = "accounts", description = "The people who may sign in. For operators of the installation.")
final class AccountController {
    private final Accounts accounts;

    AccountController(SignInOperations signIn) {
        this.accounts = signIn.accounts();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "createAccount",
            summary = "Create an account",
            description = "It is a member of no organization yet.")
    @Refuses(ProblemCode.EMAIL_TAKEN)
    @Versioned
    ResponseEntity<AccountBody> create(@AuthenticationPrincipal Actor actor, @RequestBody NewAccount request) {
        Account made =
                accounts.create(actor, request.person(), request.operator().orElse(false));
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + made.id()))
                .eTag(made.version().value())
                .body(AccountBody.of(made));
    }

    @GetMapping
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "listAccounts", summary = "List accounts")
    ListOf<AccountBody> list(@AuthenticationPrincipal Actor actor, NamedListing listing) {
        return ListOf.of(accounts.list(actor, listing), AccountBody::of);
    }

    @GetMapping("/{account}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "getAccount", summary = "Get an account")
    @Versioned
    ResponseEntity<AccountBody> get(@AuthenticationPrincipal Actor actor, @PathVariable String account) {
        return versioned(accounts.get(actor, id(account)));
    }

    @PatchMapping("/{account}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "editAccount",
            summary = "Rename an account, or make it an operator or none",
            description = "What it may do no longer, it may not from the next request on. The last operator stays one.")
    @Versioned
    @Refuses(ProblemCode.LAST_OPERATOR)
    ResponseEntity<AccountBody> edit(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String account,
            Precondition precondition,
            @RequestBody AccountEditRequest request) {
        return versioned(accounts.edit(actor, id(account), request.edit(), precondition));
    }

    @PostMapping("/{account}/disable")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "disableAccount",
            summary = "Disable an account",
            description = "Its sessions and test keys end at once, and nothing opens it until it is enabled.")
    @Versioned
    @Refuses(ProblemCode.LAST_OPERATOR)
    ResponseEntity<AccountBody> disable(@AuthenticationPrincipal Actor actor, @PathVariable String account) {
        return versioned(accounts.disable(actor, id(account)));
    }

    @PostMapping("/{account}/enable")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "enableAccount", summary = "Enable an account")
    @Versioned
    ResponseEntity<AccountBody> enable(@AuthenticationPrincipal Actor actor, @PathVariable String account) {
        return versioned(accounts.enable(actor, id(account)));
    }

    @PutMapping("/{account}/password")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "resetPassword",
            summary = "Give an account another password",
            description =
                    "It is all that opens the account from then on: its passkeys and what it is at identity providers are"
                            + " removed, and its sessions end at once.")
    AccountBody resetPassword(
            @AuthenticationPrincipal Actor actor, @PathVariable String account, @RequestBody PasswordReset request) {
        return AccountBody.of(accounts.resetPassword(actor, id(account), request.password()));
    }

    private static ResponseEntity<AccountBody> versioned(Account account) {
        return ResponseEntity.ok().eTag(account.version().value()).body(AccountBody.of(account));
    }

    private static ResponseEntity<AccountBody> versioned(Recorded<Account> changed) {
        return ResponseEntity.ok().eTag(changed.value().version().value()).body(AccountBody.of(changed));
    }

    static AccountId id(String text) {
        return AccountId.parse(text).orElseThrow(RefusedException::notFound);
    }
}
