package dev.ostiary.control;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.NewPerson;

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
