package dev.ostiary.control.wiring;

import dev.ostiary.core.account.PersonActors;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.identity.IdentityProviders;
import dev.ostiary.core.identity.SignInWithIdentity;
import dev.ostiary.core.member.AcceptInvitation;
import dev.ostiary.core.member.InviterRights;
import dev.ostiary.core.member.MemberActors;
import dev.ostiary.core.passkey.AccountCredentials;
import dev.ostiary.core.passkey.Passkeys;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.signin.Accounts;
import dev.ostiary.core.signin.Challenges;
import dev.ostiary.core.signin.Credentials;
import dev.ostiary.core.signin.JoinByInvitation;
import dev.ostiary.core.signin.PasswordHasher;
import dev.ostiary.core.signin.Passwords;
import dev.ostiary.core.signin.PrepareSetup;
import dev.ostiary.core.signin.Sessions;
import dev.ostiary.core.signin.SetUp;
import dev.ostiary.core.signin.SignInThrottle;
import dev.ostiary.core.signin.SignInWithPassword;
import dev.ostiary.core.standing.StoredStanding;
import dev.ostiary.core.store.SignInStores;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.vault.SecretCipher;
import java.time.Clock;

/// How people sign in, and what they do with their accounts.
///
/// @param people what somebody may do at the moment
/// @param cipher opens client secrets
public record SignInOperations(
        PersonActors people,
        Sessions sessions,
        SignInWithPassword password,
        Passwords passwords,
        Accounts accounts,
        PrepareSetup prepareSetup,
        SetUp setUp,
        Challenges challenges,
        SignInThrottle throttle,
        Passkeys passkeys,
        AccountCredentials credentials,
        IdentityProviders identityProviders,
        SignInWithIdentity identity,
        JoinByInvitation joining,
        SecretCipher cipher) {
    /// All of it, on one store.
    public static SignInOperations on(
            Store store,
            PasswordHasher hasher,
            SecretCipher cipher,
            ChangeRecorder recorder,
            Randomness randomness,
            Clock clock) {
        SignInStores stores = store.signIn();
        ActorTransactions transactions = StoredStanding.transactions(store, clock);
        InstallationTrail trail = new InstallationTrail(store.audit(), randomness, clock);
        Sessions sessions = new Sessions(transactions, stores.sessions(), store.accounts(), trail, randomness);
        SignInThrottle throttle = new SignInThrottle(store.transactions(), stores.attempts(), clock);
        Credentials credentials = new Credentials(stores.credentials(), trail);
        Passwords passwords = new Passwords(
                transactions, store.accounts(), stores.passwords(), credentials, hasher, throttle, sessions, trail);
        Accounts accounts = new Accounts(
                transactions,
                store.accounts(),
                stores.passwords(),
                passwords,
                sessions,
                store.testKeys(),
                recorder,
                trail,
                randomness);
        PersonActors people = new MemberActors(store.accounts(), store.members());
        return new SignInOperations(
                people,
                sessions,
                new SignInWithPassword(
                        store.transactions(), store.accounts(), stores.passwords(), hasher, throttle, sessions, trail),
                passwords,
                accounts,
                new PrepareSetup(store.transactions(), store.accounts(), stores.setupLinks(), randomness, clock),
                new SetUp(
                        store.transactions(),
                        store.accounts(),
                        stores.setupLinks(),
                        store.organizations(),
                        store.members(),
                        accounts,
                        passwords,
                        sessions,
                        trail),
                new Challenges(store.transactions(), stores.challenges(), randomness, clock),
                throttle,
                new Passkeys(
                        transactions,
                        stores.passkeys(),
                        stores.passwords(),
                        stores.identities(),
                        store.accounts(),
                        sessions,
                        trail,
                        randomness),
                new AccountCredentials(
                        transactions,
                        store.accounts(),
                        accounts,
                        stores.passkeys(),
                        stores.identities(),
                        sessions,
                        trail),
                new IdentityProviders(
                        transactions, stores.identityProviders(), store.organizations(), cipher, trail, randomness),
                new SignInWithIdentity(
                        transactions,
                        stores.identityProviders(),
                        stores.identities(),
                        credentials,
                        store.accounts(),
                        store.members(),
                        store.organizations(),
                        accounts,
                        sessions,
                        trail),
                new JoinByInvitation(
                        store.transactions(),
                        store.accounts(),
                        new AcceptInvitation(
                                store.invitations(),
                                store.members(),
                                store.accounts(),
                                store.organizations(),
                                new InviterRights(people, store.managementKeys()),
                                recorder,
                                clock),
                        accounts,
                        passwords,
                        sessions,
                        trail),
                cipher);
    }
}
