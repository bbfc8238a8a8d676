package dev.ostiary.core.memory;

import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.problem.StoreException;
import java.util.Optional;

final class InMemoryManagementKeys implements ManagementKeyStore {
    private final InMemoryTransactions rows;

    InMemoryManagementKeys(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(ManagementKey key) {
        rows.write(contents -> {
            if (byDigest(contents, key.secret().digest()).isPresent()) {
                throw new StoreException(
                        "two keys with one digest",
                        new IllegalStateException(key.id().value()));
            }
            contents.managementKeys().put(key.id().value(), key);
        });
    }

    @Override
    public Optional<ManagementKey> findByDigest(KeyDigest digest) {
        return rows.read(contents -> byDigest(contents, digest));
    }

    private static Optional<ManagementKey> byDigest(Contents contents, KeyDigest digest) {
        return contents.managementKeys().values().stream()
                .filter(key -> key.secret().digest().equals(digest))
                .findFirst();
    }
}
