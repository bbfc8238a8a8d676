package dev.ostiary.control.console;

import dev.ostiary.control.openapi.SessionOnly;
import dev.ostiary.control.security.SignedIn;
import dev.ostiary.control.signin.AccountBody;
import dev.ostiary.control.signin.OwnSessionBody;
import dev.ostiary.control.signin.PasskeyBody;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.PasswordStore;
import dev.ostiary.core.store.Store;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/// One's own account: password, passkeys, and where one is signed in.
@ConsolePage
@RequestMapping("/me")
final class ProfilePage {
    private final AccountStore accounts;
    private final PasswordStore passwords;
    private final SignInOperations signIn;

    ProfilePage(Store store, SignInOperations signIn) {
        this.accounts = store.accounts();
        this.passwords = store.signIn().passwords();
        this.signIn = signIn;
    }

    @GetMapping
    @SessionOnly
    String show(SignedIn signedIn, Model model) {
        AccountId id = signedIn.session().account();
        model.addAttribute("account", accounts.find(id).map(AccountBody::of).orElseThrow(RefusedException::notFound));
        model.addAttribute("passwordSetAt", passwords.setAt(id));
        model.addAttribute(
                "passkeys",
                signIn.passkeys().list(id).stream().map(PasskeyBody::of).toList());
        model.addAttribute(
                "sessions",
                signIn.sessions().list(id).stream()
                        .map(session -> OwnSessionBody.of(session, signedIn.session()))
                        .toList());
        return "console/profile";
    }

    @GetMapping("/passkeys/new")
    @SessionOnly
    String newPasskey() {
        return "console/profile-dialogs :: passkey";
    }

    @GetMapping("/passkeys/{passkey}/remove")
    @SessionOnly
    String removePasskey(SignedIn signedIn, @PathVariable String passkey, Model model) {
        PasskeyId id = PasskeyId.parse(passkey).orElseThrow(RefusedException::notFound);
        model.addAttribute(
                "passkey",
                signIn.passkeys().list(signedIn.session().account()).stream()
                        .filter(one -> one.id().equals(id))
                        .map(PasskeyBody::of)
                        .findFirst()
                        .orElseThrow(RefusedException::notFound));
        return "console/profile-dialogs :: remove";
    }

    @GetMapping("/sessions/end")
    @SessionOnly
    String endOthers() {
        return "console/profile-dialogs :: end";
    }
}
