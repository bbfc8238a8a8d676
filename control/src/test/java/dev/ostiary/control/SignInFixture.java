package dev.ostiary.control;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.identity.Identity;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.NewPerson;
import java.time.Instant;
import java.util.Optional;

/// People with passwords, on a control plane.
final class SignInFixture {
    static final String PASSWORD = "several plain words";
    static final String COOKIE = "ostiary-session";

    private final ControlFixture plane;

    SignInFixture(ControlFixture plane) {
        this.plane = plane;
    }

    /// An account of that address.
    Account account(String email, boolean isOperator) {
        return plane.signIn
                .accounts()
                .create(
                        Actor.system(),
                        new NewPerson(new EmailAddress(email), new DisplayName("Ada"), Secret.of(PASSWORD)),
                        isOperator);
    }

    /// Makes somebody a member.
    void join(Account account, Organization organization, Role role) {
        plane.core
                .store
                .members()
                .insert(new Member(organization.id(), account, role, new Stamp(plane.core.clock.instant(), "test")));
    }

    /// A passkey of the account, as a device would have added it.
    String passkey(AccountId account, String name) {
        Instant now = plane.core.clock.instant();
        PasskeyId id = PasskeyId.create(plane.core.randomness, now);
        plane.core
                .store
                .signIn()
                .passkeys()
                .insert(new Passkey(
                        id,
                        account,
                        new DisplayName(name),
                        name + " of " + account,
                        "key",
                        0,
                        true,
                        false,
                        now,
                        Optional.empty()));
        return id.value();
    }

    /// Makes the account somebody at an identity provider.
    void identity(AccountId account, String provider, String subject) {
        plane.core
                .store
                .signIn()
                .identities()
                .insert(new Identity(new IdentityProviderId(provider), subject, account, plane.core.clock.instant()));
    }

    Browser browser() {
        return new Browser(plane.control.url());
    }

    /// A browser in which somebody has signed in.
    Browser signedIn(Account account) {
        Browser browser = browser();
        browser.signIn(account.email().value(), PASSWORD).expect(200);
        return browser;
    }
}
