package dev.ostiary.control.console;

import dev.ostiary.control.openapi.SessionOnly;
import dev.ostiary.control.request.PublicAddress;
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
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
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

    private final PublicAddress address;

    ProfilePage(Store store, SignInOperations signIn, PublicAddress address) {
        this.accounts = store.accounts();
        this.passwords = store.signIn().passwords();
        this.signIn = signIn;
        this.address = address;
    }

    @GetMapping
    @SessionOnly
    String show(SignedIn signedIn, HttpServletRequest request, Model model) {
        AccountId id = signedIn.session().account();
        model.addAttribute("account", accounts.find(id).map(AccountBody::of).orElseThrow(RefusedException::notFound));
        model.addAttribute("passwordSetAt", passwords.setAt(id));
        model.addAttribute(
                "passkeys",
                signIn.passkeys().list(id).stream().map(PasskeyBody::of).toList());
        model.addAttribute("passkeyAdvice", PasskeyAdvice.of(address.origin(request)));
        List<OwnSessionBody> sessions = signIn.sessions().list(id).stream()
                .map(session -> OwnSessionBody.of(session, signedIn.session()))
                .toList();
        model.addAttribute("sessions", sessions);
        model.addAttribute(
                "browsers",
                sessions.stream()
                        .map(OwnSessionBody::userAgent)
                        .distinct()
                        .collect(Collectors.toMap(agent -> agent, BrowserName::of)));
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
