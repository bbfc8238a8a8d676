package dev.ostiary.control.signin;

import dev.ostiary.control.oidc.OidcSignIn;
import dev.ostiary.control.passkey.PasskeyProtocol;
import dev.ostiary.control.security.HostCookie;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.store.Store;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The controllers by which people come in.
@Configuration(proxyBeanMethods = false)
@Import({
    SessionController.class,
    PasskeySessionController.class,
    SignInWaysController.class,
    OwnAccountController.class,
    PasskeyController.class,
    AccountController.class,
    AccountCredentialController.class,
    IdentityProviderController.class,
    OidcController.class,
    JoiningController.class,
    SetupController.class
})
public class SignInConfiguration {
    @Bean
    SessionBodies sessionBodies(Store store, SignInOperations signIn) {
        return new SessionBodies(store.accounts(), store.members(), store.organizations(), signIn.people());
    }

    @Bean
    OpenedSessions openedSessions(HostCookie cookie, SessionBodies bodies) {
        return new OpenedSessions(cookie, bodies);
    }

    @Bean
    PasskeyProtocol passkeyProtocol() {
        return new PasskeyProtocol();
    }

    @Bean
    OidcSignIn oidcSignIn(SignInOperations signIn, Clock clock) {
        return new OidcSignIn(signIn.cipher(), clock);
    }
}
