package dev.ostiary.core.memory;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.identity.Identity;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.identity.IdentityProviderStore;
import dev.ostiary.core.identity.IdentityStore;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.passkey.PasskeyStore;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.AttemptStore;
import dev.ostiary.core.signin.Attempts;
import dev.ostiary.core.signin.Challenge;
import dev.ostiary.core.signin.ChallengeStore;
import dev.ostiary.core.signin.CredentialStore;
import dev.ostiary.core.signin.PasswordHash;
import dev.ostiary.core.signin.PasswordStore;
import dev.ostiary.core.signin.SessionStore;
import dev.ostiary.core.signin.SetupLink;
import dev.ostiary.core.signin.SetupLinkStore;
import dev.ostiary.core.store.SignInStores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The ports of signing in, on the rows of an [InMemoryStore].
record InMemorySignIn(
        SessionStore sessions,
        PasswordStore passwords,
        CredentialStore credentials,
        AttemptStore attempts,
        SetupLinkStore setupLinks,
        ChallengeStore challenges,
        PasskeyStore passkeys,
        IdentityProviderStore identityProviders,
        IdentityStore identities)
        implements SignInStores {
    static SignInStores on(InMemoryTransactions rows) {
        return new InMemorySignIn(
                new InMemorySessions(rows),
                new Passwords(rows),
                new Credentials(rows),
                new Tries(rows),
                new SetupLinks(rows),
                new Challenges(rows),
                new InMemoryPasskeys(rows),
                new Providers(rows),
                new Identities(rows));
    }

    private record Passwords(InMemoryTransactions rows) implements PasswordStore {
        @Override
        public Optional<PasswordHash> find(AccountId account) {
            return kept(account).map(SignInRows.Kept::hash);
        }

        @Override
        public Optional<PasswordHash> lock(AccountId account) {
            return find(account);
        }

        @Override
        public void put(AccountId account, PasswordHash hash, Instant at) {
            rows.write(contents -> contents.signIn().passwords().put(account, new SignInRows.Kept(hash, at)));
        }

        @Override
        public void delete(AccountId account) {
            rows.write(contents -> contents.signIn().passwords().remove(account));
        }

        @Override
        public Optional<Instant> setAt(AccountId account) {
            return kept(account).map(SignInRows.Kept::at);
        }

        private Optional<SignInRows.Kept> kept(AccountId account) {
            return rows.read(contents ->
                    Optional.ofNullable(contents.signIn().passwords().get(account)));
        }
    }

    private record Credentials(InMemoryTransactions rows) implements CredentialStore {
        @Override
        public Removed deleteAll(AccountId account) {
            return rows.change(contents -> {
                List<PasskeyId> passkeys = contents.signIn().passkeys().values().stream()
                        .filter(passkey -> passkey.account().equals(account))
                        .map(Passkey::id)
                        .toList();
                List<IdentityProviderId> providers = contents.signIn().identities().stream()
                        .filter(identity -> identity.account().equals(account))
                        .map(Identity::provider)
                        .toList();
                contents.signIn().passwords().remove(account);
                contents.signIn()
                        .passkeys()
                        .values()
                        .removeIf(passkey -> passkey.account().equals(account));
                contents.signIn()
                        .identities()
                        .removeIf(identity -> identity.account().equals(account));
                return new Removed(passkeys, providers);
            });
        }
    }

    private record Tries(InMemoryTransactions rows) implements AttemptStore {
        @Override
        public Attempts lock(String subject) {
            return rows.read(contents -> contents.signIn().attempts().getOrDefault(subject, Attempts.NONE));
        }

        @Override
        public void put(String subject, Attempts attempts) {
            rows.write(contents -> {
                if (attempts.failures() == 0) {
                    contents.signIn().attempts().remove(subject);
                } else {
                    contents.signIn().attempts().put(subject, attempts);
                }
            });
        }

        @Override
        public void forgetBefore(Instant lastAt) {
            rows.write(contents -> contents.signIn()
                    .attempts()
                    .values()
                    .removeIf(attempts -> attempts.lastAt().isBefore(lastAt)));
        }
    }

    private record SetupLinks(InMemoryTransactions rows) implements SetupLinkStore {
        @Override
        public void put(SetupLink link) {
            rows.write(contents -> {
                contents.signIn().setupLink().clear();
                contents.signIn().setupLink().add(link);
            });
        }

        @Override
        public Optional<SetupLink> find() {
            return rows.read(contents -> contents.signIn().setupLink().stream().findFirst());
        }

        @Override
        public Optional<SetupLink> lock() {
            return find();
        }

        @Override
        public void delete() {
            rows.write(contents -> contents.signIn().setupLink().clear());
        }
    }

    private record Challenges(InMemoryTransactions rows) implements ChallengeStore {
        @Override
        public void insert(Challenge challenge) {
            rows.write(contents -> contents.signIn().challenges().put(challenge.token(), challenge));
        }

        @Override
        public Optional<Challenge> take(LinkToken.Hash token) {
            return rows.change(contents ->
                    Optional.ofNullable(contents.signIn().challenges().remove(token)));
        }

        @Override
        public void forgetBefore(Instant expiredBefore) {
            rows.write(contents -> contents.signIn()
                    .challenges()
                    .values()
                    .removeIf(challenge -> challenge.expiresAt().isBefore(expiredBefore)));
        }
    }

    private record Providers(InMemoryTransactions rows) implements IdentityProviderStore {
        @Override
        public void insert(IdentityProvider provider) {
            rows.write(contents -> put(contents, provider));
        }

        @Override
        public void update(IdentityProvider provider) {
            rows.write(contents -> {
                if (contents.signIn().providers().containsKey(provider.id().value())) {
                    put(contents, provider);
                }
            });
        }

        private static void put(Contents contents, IdentityProvider provider) {
            boolean isTaken = contents.signIn().providers().values().stream()
                    .anyMatch(other ->
                            other.settings().name().equals(provider.settings().name())
                                    && !other.id().equals(provider.id()));
            if (isTaken) {
                throw new RefusedException(ProblemCode.IDENTITY_PROVIDER_NAME_TAKEN);
            }
            contents.signIn().providers().put(provider.id().value(), provider);
        }

        @Override
        public void delete(IdentityProviderId id) {
            rows.write(contents -> {
                contents.signIn()
                        .identities()
                        .removeIf(identity -> identity.provider().equals(id));
                contents.signIn().providers().remove(id.value());
            });
        }

        @Override
        public Optional<IdentityProvider> find(IdentityProviderId id) {
            return rows.read(contents ->
                    Optional.ofNullable(contents.signIn().providers().get(id.value())));
        }

        @Override
        public Optional<IdentityProvider> lock(IdentityProviderId id) {
            return find(id);
        }

        @Override
        public List<IdentityProvider> list() {
            return rows.read(
                    contents -> List.copyOf(contents.signIn().providers().values()));
        }
    }

    private record Identities(InMemoryTransactions rows) implements IdentityStore {
        @Override
        public void insert(Identity identity) {
            rows.write(contents -> contents.signIn().identities().add(identity));
        }

        @Override
        public Optional<Identity> find(IdentityProviderId provider, String subject) {
            return rows.read(contents -> contents.signIn().identities().stream()
                    .filter(identity -> identity.provider().equals(provider)
                            && identity.subject().equals(subject))
                    .findFirst());
        }

        @Override
        public List<Identity> list(AccountId account) {
            return rows.read(contents -> contents.signIn().identities().stream()
                    .filter(identity -> identity.account().equals(account))
                    .toList());
        }

        @Override
        public boolean delete(AccountId account, IdentityProviderId provider) {
            return rows.change(contents -> contents.signIn()
                    .identities()
                    .removeIf(identity -> identity.account().equals(account)
                            && identity.provider().equals(provider)));
        }
    }
}
