package dev.ostiary.core.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.id.SessionId;
import dev.ostiary.core.identity.Identity;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.identity.ProviderSettings;
import dev.ostiary.core.installation.MasterKeyUse;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.StoreContract;
import dev.ostiary.core.vault.SealedSecret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the ports of signing in do in every store. What belongs to one account, another neither sees nor changes.
public abstract class SignInStoresContract extends StoreContract {
    private Account account(String name) {
        Instant at = tick();
        Account account = new Account(
                AccountId.create(randomness, at),
                new EmailAddress(name + "@example.com"),
                new DisplayName(name),
                false,
                at,
                Optional.empty());
        store.accounts().insert(account);
        return account;
    }

    private Session session(Account account) {
        Instant at = tick();
        Session session = new Session(
                SessionId.create(randomness, at),
                account.id(),
                LinkToken.generate(randomness).hash(),
                SignInMethod.PASSKEY,
                at,
                at,
                "192.0.2.1",
                "browser");
        store.signIn().sessions().insert(session);
        return session;
    }

    private SessionStore sessions() {
        return store.signIn().sessions();
    }

    /// A session is found by its token, whole, until it ends; another account cannot end it.
    @Test
    void session_isFoundUntilItsAccountEndsIt() {
        Account ada = account("ada");
        Account bob = account("bob");
        Session session = session(ada);

        assertEquals(Optional.of(session), sessions().findByToken(session.token()));
        assertEquals(Optional.of(session), sessions().find(session.id()));
        assertFalse(sessions().delete(bob.id(), session.id()));
        assertEquals(0, sessions().deleteAll(bob.id(), Optional.empty()));
        assertEquals(List.of(), sessions().list(bob.id()));
        assertEquals(List.of(session), sessions().list(ada.id()));
        assertTrue(sessions().delete(ada.id(), session.id()));
        assertEquals(Optional.empty(), sessions().findByToken(session.token()));
        assertFalse(sessions().delete(ada.id(), session.id()));
    }

    /// Everything that opens an account goes at once, and nothing of another's.
    @Test
    void deleteAll_leavesNothingThatOpensTheAccount() {
        Account ada = account("ada");
        Account bob = account("bob");
        PasswordHash hash = new PasswordHash("hash");
        IdentityProvider provider = provider("one", Optional.empty());
        store.signIn().identityProviders().insert(provider);
        for (Account account : List.of(ada, bob)) {
            store.signIn().passwords().put(account.id(), hash, START);
            store.signIn()
                    .identities()
                    .insert(new Identity(provider.id(), account.id().value(), account.id(), START));
        }
        Passkey phone = passkey(ada, "phone of ada");
        store.signIn().passkeys().insert(phone);
        store.signIn().passkeys().insert(passkey(bob, "phone of bob"));

        CredentialStore.Removed removed = store.signIn().credentials().deleteAll(ada.id());

        assertEquals(new CredentialStore.Removed(List.of(phone.id()), List.of(provider.id())), removed);
        assertEquals(1, store.signIn().passkeys().list(bob.id()).size());
        assertEquals(1, store.signIn().identities().list(bob.id()).size());

        assertEquals(Optional.empty(), store.signIn().passwords().find(ada.id()));
        assertEquals(Optional.of(hash), store.signIn().passwords().find(bob.id()));
        assertEquals(List.of(), store.signIn().passkeys().list(ada.id()));
        assertEquals(List.of(), store.signIn().identities().list(ada.id()));
    }

    /// Whether an address is proven is noted of one account, and can be noted again.
    @Test
    void proof_isOfOneAccount() {
        Account ada = account("ada");
        Account bob = account("bob");
        assertTrue(store.accounts().isProven(ada.id()));
        store.accounts().setProven(ada.id(), false);
        store.accounts().setProven(ada.id(), false);
        assertFalse(store.accounts().isProven(ada.id()));
        assertTrue(store.accounts().isProven(bob.id()));
        store.accounts().setProven(ada.id(), true);
        store.accounts().setProven(ada.id(), true);
        assertTrue(store.accounts().isProven(ada.id()));
    }

    /// All sessions of an account end but the one that may go on.
    @Test
    void deleteAll_sparesOne() {
        Account ada = account("ada");
        Session first = session(ada);
        Session second = session(ada);
        Session others = session(account("bob"));

        assertEquals(List.of(second, first), sessions().list(ada.id()));
        assertEquals(1, sessions().deleteAll(ada.id(), Optional.of(second.id())));
        assertEquals(List.of(second), sessions().list(ada.id()));
        assertEquals(1, sessions().deleteAll(ada.id(), Optional.empty()));
        assertEquals(Optional.of(others), sessions().findByToken(others.token()));
    }

    /// Being used moves a session forward only, and brings none back; old ones are forgotten.
    @Test
    void markSeen_movesForward() {
        Session session = session(account("ada"));
        Instant later = tick();
        sessions().markSeen(session.id(), later);
        sessions().markSeen(session.id(), START);
        assertEquals(
                later, sessions().findByToken(session.token()).orElseThrow().seenAt());

        sessions().forget(later, session.createdAt());
        assertTrue(sessions().findByToken(session.token()).isPresent());
        sessions().forget(later.plusMillis(1), START);
        sessions().markSeen(session.id(), tick());
        assertEquals(Optional.empty(), sessions().findByToken(session.token()));
    }

    /// An account has one password, the last that was given, until it is taken away.
    @Test
    void password_isReplaced() {
        Account ada = account("ada");
        Account bob = account("bob");
        PasswordStore passwords = store.signIn().passwords();
        assertEquals(Optional.empty(), passwords.find(ada.id()));
        passwords.put(ada.id(), new PasswordHash("one"), START);
        Instant later = tick();
        passwords.put(ada.id(), new PasswordHash("two"), later);

        assertEquals(Optional.of(new PasswordHash("two")), passwords.find(ada.id()));
        inTransaction(() -> assertEquals(Optional.of(new PasswordHash("two")), passwords.lock(ada.id())));
        assertEquals(Optional.of(later), passwords.setAt(ada.id()));
        assertEquals(Optional.empty(), passwords.find(bob.id()));
        assertEquals(Optional.empty(), passwords.setAt(bob.id()));
        passwords.delete(bob.id());
        assertEquals(Optional.of(later), passwords.setAt(ada.id()));
        passwords.delete(ada.id());
        assertEquals(Optional.empty(), passwords.find(ada.id()));
    }

    /// Failures are kept by subject until they are forgiven or old.
    @Test
    void attempts_areKept() {
        AttemptStore attempts = store.signIn().attempts();
        inTransaction(() -> {
            assertEquals(0, attempts.lock("one").failures());
            attempts.put("one", new Attempts(3, START));
        });
        inTransaction(() -> {
            assertEquals(new Attempts(3, START), attempts.lock("one"));
            assertEquals(0, attempts.lock("two").failures());
            attempts.put("two", new Attempts(1, START.plusMillis(1)));
        });
        attempts.forgetBefore(START.plusMillis(1));
        inTransaction(() -> {
            assertEquals(0, attempts.lock("one").failures());
            assertEquals(1, attempts.lock("two").failures());
            attempts.put("two", Attempts.NONE);
        });
        inTransaction(() -> assertEquals(0, attempts.lock("two").failures()));
    }

    /// Of many who count at once every one counts.
    @Test
    void attempts_atOnce_allCount() throws Exception {
        AttemptStore attempts = store.signIn().attempts();
        concurrently(4, _ -> {
            for (int i = 0; i < 10; i++) {
                inTransaction(() -> attempts.put("one", attempts.lock("one").failed(START)));
            }
        });
        inTransaction(() -> assertEquals(40, attempts.lock("one").failures()));
    }

    /// There is one setup link, the last.
    @Test
    void setupLink_isReplacedAndForgotten() {
        SetupLinkStore links = store.signIn().setupLinks();
        assertEquals(Optional.empty(), links.find());
        links.put(new SetupLink(LinkToken.Hash.of("one"), START));
        SetupLink second = new SetupLink(LinkToken.Hash.of("two"), tick());
        links.put(second);
        assertEquals(Optional.of(second), links.find());
        inTransaction(() -> assertEquals(Optional.of(second), links.lock()));
        links.delete();
        assertEquals(Optional.empty(), links.find());
    }

    /// A challenge is answered once; old ones are forgotten.
    @Test
    void challenge_isTakenOnce() {
        ChallengeStore challenges = store.signIn().challenges();
        Challenge one = new Challenge(
                LinkToken.Hash.of("one"), Challenge.Purpose.USE_PASSKEY, "what\nfor", START.plusMillis(5));
        challenges.insert(one);
        challenges.forgetBefore(START.plusMillis(5));
        assertEquals(Optional.empty(), challenges.take(LinkToken.Hash.of("two")));
        assertEquals(Optional.of(one), challenges.take(one.token()));
        assertEquals(Optional.empty(), challenges.take(one.token()));
        challenges.insert(one);
        challenges.forgetBefore(START.plusMillis(6));
        assertEquals(Optional.empty(), challenges.take(one.token()));
    }

    private Passkey passkey(Account account, String credential) {
        Instant at = tick();
        return new Passkey(
                PasskeyId.create(randomness, at),
                account.id(),
                new DisplayName("phone"),
                credential,
                "key",
                7,
                true,
                false,
                at,
                Optional.empty());
    }

    /// A passkey is found by its credential, which is one account's alone; another account cannot remove it.
    @Test
    void passkey_isOneAccounts() {
        Account ada = account("ada");
        Account bob = account("bob");
        Passkey phone = passkey(ada, "credential");
        store.signIn().passkeys().insert(phone);

        assertEquals(Optional.of(phone), store.signIn().passkeys().findByCredential("credential"));
        assertEquals(
                ProblemCode.PASSKEY_KNOWN,
                assertThrows(
                                RefusedException.class,
                                () -> store.signIn().passkeys().insert(passkey(bob, "credential")))
                        .code());
        Passkey used = phone.used(9, tick());
        inTransaction(() -> {
            assertEquals(Optional.of(phone), store.signIn().passkeys().lockByCredential("credential"));
            store.signIn().passkeys().update(used);
        });
        assertEquals(List.of(used), store.signIn().passkeys().list(ada.id()));
        assertEquals(List.of(), store.signIn().passkeys().list(bob.id()));
        assertFalse(store.signIn().passkeys().delete(bob.id(), phone.id()));
        assertTrue(store.signIn().passkeys().delete(ada.id(), phone.id()));
        assertEquals(Optional.empty(), store.signIn().passkeys().findByCredential("credential"));
    }

    private IdentityProvider provider(String name, Optional<OrganizationId> organization) {
        Instant at = tick();
        return new IdentityProvider(
                IdentityProviderId.create(randomness, at),
                new ProviderSettings(
                        new DisplayName(name),
                        URI.create("https://id.example.com/" + name),
                        "client",
                        List.of("example.com", "example.org"),
                        true,
                        organization.map(id -> new ProviderSettings.Membership(id, Role.DEVELOPER))),
                new SealedSecret(3, "ciphertext"),
                stamp("maker"),
                stamp("changer"));
    }

    /// An identity provider is kept whole, its name is its own, and with it goes who was who there.
    @Test
    void provider_isKeptWhole() {
        IdentityProvider one = provider("one", Optional.of(organization("acme").id()));
        IdentityProvider two = provider("two", Optional.empty());
        store.signIn().identityProviders().insert(one);
        store.signIn().identityProviders().insert(two);

        assertEquals(List.of(one, two), store.signIn().identityProviders().list());
        assertEquals(Map.of(3, new MasterKeyUse(2, 0, 0)), store.masterKeys().use(START));
        assertEquals(
                ProblemCode.IDENTITY_PROVIDER_NAME_TAKEN,
                assertThrows(
                                RefusedException.class,
                                () -> store.signIn().identityProviders().insert(provider("one", Optional.empty())))
                        .code());
        IdentityProvider changed = new IdentityProvider(
                two.id(),
                one.settings().named(new DisplayName("three")),
                one.clientSecret(),
                two.created(),
                stamp("x"));
        inTransaction(() -> {
            assertEquals(Optional.of(two), store.signIn().identityProviders().lock(two.id()));
            store.signIn().identityProviders().update(changed);
        });
        assertEquals(Optional.of(changed), store.signIn().identityProviders().find(two.id()));

        Account ada = account("ada");
        Identity identity = new Identity(one.id(), "subject", ada.id(), tick());
        store.signIn().identities().insert(identity);
        assertEquals(Optional.of(identity), store.signIn().identities().find(one.id(), "subject"));
        assertEquals(Optional.empty(), store.signIn().identities().find(two.id(), "subject"));
        assertEquals(List.of(identity), store.signIn().identities().list(ada.id()));
        assertEquals(List.of(), store.signIn().identities().list(account("bob").id()));
        Account cy = account("cy");
        store.signIn().identities().insert(new Identity(one.id(), "another", cy.id(), tick()));
        assertFalse(store.signIn().identities().delete(cy.id(), two.id()));
        assertTrue(store.signIn().identities().delete(cy.id(), one.id()));
        assertFalse(store.signIn().identities().delete(cy.id(), one.id()));
        assertEquals(List.of(), store.signIn().identities().list(cy.id()));
        assertEquals(Optional.of(identity), store.signIn().identities().find(one.id(), "subject"));
        inTransaction(() -> store.signIn().identityProviders().delete(one.id()));
        assertEquals(Optional.empty(), store.signIn().identities().find(one.id(), "subject"));
        assertEquals(List.of(changed), store.signIn().identityProviders().list());
    }
}
