package dev.ostiary.core.vault;

import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Moves provider keys to the present generation of the master key, a few in each transaction, while they are used and
/// edited. Keys that it has moved stay moved, so it can be stopped and begun again anywhere, and by several at once.
public final class ReencryptProviderKeys {
    private static final int BATCH = 50;

    private final Transactions transactions;
    private final ProviderKeyStore keys;
    private final SecretCipher cipher;

    public ReencryptProviderKeys(Transactions transactions, ProviderKeyStore keys, SecretCipher cipher) {
        this.transactions = transactions;
        this.keys = keys;
        this.cipher = cipher;
    }

    /// What was done.
    ///
    /// @param moved how many keys were encrypted anew
    /// @param unreadable those that do not open, and stay as they are
    public record Outcome(int moved, List<ProviderKeyId> unreadable) {
        public Outcome {
            unreadable = List.copyOf(unreadable);
        }
    }

    /// Moves all that are left.
    public Outcome run() {
        List<ProviderKeyId> unreadable = new ArrayList<>();
        int moved = 0;
        Optional<ProviderKeyId> after = Optional.empty();
        while (true) {
            Optional<ProviderKeyId> from = after;
            Batch batch = transactions.inTransaction(() -> moveSome(from));
            moved += batch.moved();
            unreadable.addAll(batch.unreadable());
            if (batch.last().isEmpty()) {
                return new Outcome(moved, unreadable);
            }
            after = batch.last();
        }
    }

    private Batch moveSome(Optional<ProviderKeyId> after) {
        List<ProviderKey> outdated = keys.lockOutdated(cipher.generation(), after, BATCH);
        List<ProviderKeyId> unreadable = new ArrayList<>();
        for (ProviderKey key : outdated) {
            try {
                keys.update(key.resealed(cipher));
            } catch (UnreadableSecretException damaged) {
                unreadable.add(key.id());
            }
        }
        return new Batch(
                outdated.size() - unreadable.size(),
                unreadable,
                outdated.isEmpty()
                        ? Optional.empty()
                        : Optional.of(outdated.getLast().id()));
    }

    private record Batch(int moved, List<ProviderKeyId> unreadable, Optional<ProviderKeyId> last) {}
}
