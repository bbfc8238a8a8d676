package dev.ostiary.core.memory;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.passkey.PasskeyStore;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.List;
import java.util.Optional;

final class InMemoryPasskeys implements PasskeyStore {
    private final InMemoryTransactions rows;

    InMemoryPasskeys(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Passkey passkey) {
        rows.write(contents -> {
            if (byCredential(contents, passkey.credentialId()).isPresent()) {
                throw new RefusedException(ProblemCode.PASSKEY_KNOWN);
            }
            contents.signIn().passkeys().put(passkey.id().value(), passkey);
        });
    }

    @Override
    public Optional<Passkey> findByCredential(String credentialId) {
        return rows.read(contents -> byCredential(contents, credentialId));
    }

    private static Optional<Passkey> byCredential(Contents contents, String credentialId) {
        return contents.signIn().passkeys().values().stream()
                .filter(passkey -> passkey.credentialId().equals(credentialId))
                .findFirst();
    }

    @Override
    public Optional<Passkey> lockByCredential(String credentialId) {
        return findByCredential(credentialId);
    }

    @Override
    public void update(Passkey passkey) {
        rows.write(contents -> contents.signIn()
                .passkeys()
                .computeIfPresent(
                        passkey.id().value(),
                        (_, before) -> new Passkey(
                                before.id(),
                                before.account(),
                                before.name(),
                                before.credentialId(),
                                before.publicKey(),
                                passkey.counter(),
                                passkey.isSynced(),
                                passkey.isSuspect(),
                                before.createdAt(),
                                passkey.lastUsedAt())));
    }

    @Override
    public List<Passkey> list(AccountId account) {
        return rows.read(contents -> contents.signIn().passkeys().descendingMap().values().stream()
                .filter(passkey -> passkey.account().equals(account))
                .toList());
    }

    @Override
    public boolean delete(AccountId account, PasskeyId id) {
        return rows.change(contents -> contents.signIn()
                .passkeys()
                .values()
                .removeIf(passkey ->
                        passkey.account().equals(account) && passkey.id().equals(id)));
    }
}
