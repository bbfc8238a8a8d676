package dev.ostiary.core.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.identity.Identity;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.identity.ProvenIdentity;
import dev.ostiary.core.identity.ProviderSettings;
import dev.ostiary.core.identity.SignInWithIdentity;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.QuickPasswordHasher;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.passkey.Passkeys;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.SignInStores;
import dev.ostiary.core.vault.SealedSecret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Who removes what opens an account holds the account meanwhile; a sign-in that waited for it is let in no more (W06).
final class RemovedMeanwhileTest {
    private static final AuditSource FROM = new AuditSource("192.0.2.1", "request", "browser");

    private final CoreFixture core = new CoreFixture();
    private final SignInStores stores = core.store.signIn();
    private final InstallationTrail trail = new InstallationTrail(core.store.audit(), core.randomness, core.clock);
    private final Sessions sessions =
            new Sessions(core.transactions, stores.sessions(), core.store.accounts(), trail, core.randomness);
    private final Account ada = core.people.account("ada");
    private final AccountStore removing =
            new Removing(core.store.accounts(), () -> stores.credentials().deleteAll(ada.id()));

    @AfterEach
    void close() {
        core.close();
    }

    /// Accounts that somebody else holds until something is done.
    private record Removing(AccountStore accounts, Runnable meanwhile) implements AccountStore {
        @Override
        public Optional<Account> lock(AccountId id) {
            meanwhile.run();
            return accounts.lock(id);
        }

        @Override
        public void insert(Account account) {
            accounts.insert(account);
        }

        @Override
        public Optional<Account> find(AccountId id) {
            return accounts.find(id);
        }

        @Override
        public Optional<Account> findByEmail(EmailAddress email) {
            return accounts.findByEmail(email);
        }

        @Override
        public void update(Account account) {
            accounts.update(account);
        }

        @Override
        public boolean isProven(AccountId id) {
            return accounts.isProven(id);
        }

        @Override
        public void setProven(AccountId id, boolean isProven) {
            accounts.setProven(id, isProven);
        }

        @Override
        public Page<Account> list(NamedListing listing) {
            return accounts.list(listing);
        }
    }

    private void assertOpensNothing(ProblemCode code, Executable signIn) {
        assertEquals(code, assertThrows(RefusedException.class, signIn).code());
        assertEquals(List.of(), sessions.list(ada.id()));
    }

    @Test
    void passkey_removedMeanwhile_opensNothing() {
        stores.passkeys()
                .insert(new Passkey(
                        PasskeyId.create(core.randomness, core.clock.instant()),
                        ada.id(),
                        new DisplayName("phone"),
                        "credential",
                        "key",
                        7,
                        true,
                        false,
                        core.clock.instant(),
                        Optional.empty()));
        Passkeys passkeys = new Passkeys(
                core.transactions,
                stores.passkeys(),
                stores.passwords(),
                stores.identities(),
                removing,
                sessions,
                trail,
                core.randomness);
        assertOpensNothing(ProblemCode.SIGN_IN_FAILED, () -> passkeys.signIn("credential", 8, FROM));
    }

    @Test
    void identity_removedMeanwhile_opensNothing() {
        Stamp now = new Stamp(core.clock.instant(), "tester");
        IdentityProviderId id = IdentityProviderId.create(core.randomness, now.at());
        stores.identityProviders()
                .insert(new IdentityProvider(
                        id,
                        new ProviderSettings(
                                new DisplayName("Example ID"),
                                URI.create("https://id.example.com"),
                                "client",
                                List.of(),
                                false,
                                Optional.empty()),
                        new SealedSecret(1, "ciphertext"),
                        now,
                        now));
        stores.identities().insert(new Identity(id, "ada-there", ada.id(), now.at()));
        ProvenIdentity who =
                new ProvenIdentity("ada-there", Optional.of(ada.email()), true, Optional.of(new DisplayName("Ada")));
        assertOpensNothing(ProblemCode.IDENTITY_REFUSED, () -> identity().signIn(id, who, FROM));
    }

    private SignInWithIdentity identity() {
        Credentials credentials = new Credentials(stores.credentials(), trail);
        Passwords passwords = new Passwords(
                core.transactions,
                removing,
                stores.passwords(),
                credentials,
                new QuickPasswordHasher(),
                new SignInThrottle(core.store.transactions(), stores.attempts(), core.clock),
                sessions,
                trail);
        Accounts accounts = new Accounts(
                core.transactions,
                removing,
                stores.passwords(),
                passwords,
                sessions,
                core.store.testKeys(),
                core.recorder,
                trail,
                core.randomness);
        return new SignInWithIdentity(
                core.transactions,
                stores.identityProviders(),
                stores.identities(),
                credentials,
                removing,
                core.store.members(),
                core.store.organizations(),
                accounts,
                sessions,
                trail);
    }
}
