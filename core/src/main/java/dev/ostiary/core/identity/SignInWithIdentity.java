package dev.ostiary.core.identity;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.member.MemberStore;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.Accounts;
import dev.ostiary.core.signin.Credentials;
import dev.ostiary.core.signin.OpenedSession;
import dev.ostiary.core.signin.Sessions;
import dev.ostiary.core.signin.SignInMethod;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Signs somebody in for whom an identity provider vouches. Whoever came before is known by the provider's own name for
/// the person. Somebody new needs a verified address of an admitted domain; with it the person gets an account, where
/// the settings let new ones in, or the account that has the address, where the provider is trusted to say whose it is.
public final class SignInWithIdentity {
    private final ActorTransactions transactions;
    private final IdentityProviderStore providers;
    private final IdentityStore identities;
    private final Credentials credentials;
    private final AccountStore accounts;
    private final MemberStore members;
    private final OrganizationStore organizations;
    private final Accounts operations;
    private final Sessions sessions;
    private final InstallationTrail trail;

    public SignInWithIdentity(
            ActorTransactions transactions,
            IdentityProviderStore providers,
            IdentityStore identities,
            Credentials credentials,
            AccountStore accounts,
            MemberStore members,
            OrganizationStore organizations,
            Accounts operations,
            Sessions sessions,
            InstallationTrail trail) {
        this.transactions = transactions;
        this.providers = providers;
        this.identities = identities;
        this.credentials = credentials;
        this.accounts = accounts;
        this.members = members;
        this.organizations = organizations;
        this.operations = operations;
        this.sessions = sessions;
        this.trail = trail;
    }

    /// Signs in. Why somebody is not let in stands in the audit trail.
    ///
    /// @throws RefusedException `identity.refused`
    public OpenedSession signIn(IdentityProviderId id, ProvenIdentity who, AuditSource from) {
        // Who takes over an account ends what it may do, and says so before anything is held.
        Set<String> ended = who.email().flatMap(accounts::findByEmail).map(Account::id).stream()
                .filter(account -> !accounts.isProven(account))
                .map(AccountId::value)
                .collect(Collectors.toUnmodifiableSet());
        return transactions
                .ending(ended, Actor.anonymous(from), _ -> {
                    Outcome outcome = providers
                            .lock(id)
                            .map(provider -> decide(provider, who, from))
                            .orElseGet(() -> Outcome.refused("provider-removed"));
                    outcome.reason().ifPresent(reason -> noteFailure(id, who, reason, from));
                    return outcome;
                })
                .opened()
                .orElseThrow(() -> new RefusedException(ProblemCode.IDENTITY_REFUSED));
    }

    private record Outcome(Optional<OpenedSession> opened, Optional<String> reason) {
        static Outcome refused(String reason) {
            return new Outcome(Optional.empty(), Optional.of(reason));
        }
    }

    private Outcome decide(IdentityProvider provider, ProvenIdentity who, AuditSource from) {
        if (!isAdmitted(provider.settings(), who)) {
            return Outcome.refused("address-not-admitted");
        }
        return identities
                .find(provider.id(), who.subject())
                .flatMap(identity -> accounts.lock(identity.account()))
                // Who removes what opens an account holds it, and may have done so just now.
                .filter(account -> identities
                        .find(provider.id(), who.subject())
                        .filter(identity -> identity.account().equals(account.id()))
                        .isPresent())
                .map(account -> open(account, from))
                .orElseGet(() -> decideNew(provider, who, from));
    }

    /// Where domains are named, only who has a verified address there comes in, today and at every later time.
    private static boolean isAdmitted(ProviderSettings settings, ProvenIdentity who) {
        return settings.domains().isEmpty()
                || who.isEmailVerified() && who.email().filter(settings::admits).isPresent();
    }

    private Outcome decideNew(IdentityProvider provider, ProvenIdentity who, AuditSource from) {
        if (who.email().isEmpty() || !who.isEmailVerified()) {
            return Outcome.refused("address-not-verified");
        }
        EmailAddress email = who.email().get();
        Optional<Account> known = accounts.findByEmail(email).flatMap(found -> accounts.lock(found.id()));
        if (known.isPresent() && !provider.settings().linksAccounts()) {
            return Outcome.refused("account-not-linked");
        }
        boolean letsIn = provider.settings()
                .newMember()
                .filter(membership ->
                        organizations.lock(membership.organization()).isPresent())
                .isPresent();
        if (known.isEmpty() && !letsIn) {
            return Outcome.refused("nobody-new");
        }
        Account account = known.orElseGet(() -> join(provider, who, email, from));
        if (!account.isActive()) {
            return Outcome.refused("account-disabled");
        }
        boolean isTakenOver = known.isPresent() && !accounts.isProven(account.id());
        if (isTakenOver) {
            takeOver(account, from);
        }
        identities.insert(new Identity(provider.id(), who.subject(), account.id(), trail.now()));
        trail.append(
                Sessions.person(account, from),
                AuditAction.ACCOUNT_IDENTITY_LINKED,
                account.id().value(),
                account.email().value(),
                AuditChanges.made(Map.of(
                        "provider", provider.id().value(), "credentialsRemoved", Boolean.toString(isTakenOver))));
        return open(account, from);
    }

    /// Whoever made the account had the link of an invitation, which others have seen: what opened it may be
    /// theirs.
    private void takeOver(Account account, AuditSource from) {
        Actor person = Sessions.person(account, from);
        accounts.setProven(account.id(), true);
        credentials.removeAll(person, account, AuditAction.ACCOUNT_IDENTITY_LINKED.text());
        trail.append(
                person,
                AuditAction.ACCOUNT_PASSWORD_CHANGED,
                account.id().value(),
                account.email().value(),
                AuditChanges.removed(Map.of("because", AuditAction.ACCOUNT_IDENTITY_LINKED.text())));
        int _ = sessions.endAllIn(person, account.id(), Optional.empty());
    }

    private Account join(IdentityProvider provider, ProvenIdentity who, EmailAddress email, AuditSource from) {
        DisplayName name =
                who.name().or(() -> DisplayName.parse(email.value())).orElseGet(() -> new DisplayName("new member"));
        Account account = operations.make(email, name, false);
        operations.add(Sessions.person(account, from), account, Optional.empty());
        provider.settings()
                .newMember()
                .ifPresent(membership -> members.insert(new Member(
                        membership.organization(),
                        account,
                        membership.role(),
                        new Stamp(trail.now(), provider.settings().name().value()))));
        return account;
    }

    private Outcome open(Account account, AuditSource from) {
        return account.isActive()
                ? new Outcome(
                        Optional.of(sessions.open(account, SignInMethod.IDENTITY_PROVIDER, from)), Optional.empty())
                : Outcome.refused("account-disabled");
    }

    private void noteFailure(IdentityProviderId id, ProvenIdentity who, String reason, AuditSource from) {
        trail.append(
                Actor.anonymous(from),
                AuditAction.ACCOUNT_SIGN_IN_FAILED,
                "unknown",
                who.email().map(EmailAddress::value).orElse("no address"),
                AuditChanges.made(Map.of(
                        "method", SignInMethod.IDENTITY_PROVIDER.text(), "provider", id.value(), "reason", reason)));
    }
}
