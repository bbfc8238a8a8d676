package dev.ostiary.core.memory;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    @Override
    public Optional<ManagementKey> find(ManagementKeyId id) {
        return rows.read(
                contents -> Optional.ofNullable(contents.managementKeys().get(id.value())));
    }

    @Override
    public Optional<ManagementKey> lock(Optional<OrganizationId> confinedTo, ManagementKeyId id) {
        return find(id).filter(key -> key.confinedTo().equals(confinedTo));
    }

    @Override
    public List<ManagementKey> lockLive(OrganizationId organization, AccountId maker) {
        return rows.read(contents -> contents.managementKeys().values().stream()
                .filter(key -> key.confinedTo().equals(Optional.of(organization)))
                .filter(key -> key.maker().equals(Optional.of(maker)))
                .filter(key -> key.revokedAt().isEmpty())
                .toList());
    }

    @Override
    public List<ManagementKey> lockLive(ManagementKeyId parent) {
        return rows.read(contents -> contents.managementKeys().values().stream()
                .filter(key -> key.parent().equals(Optional.of(parent)))
                .filter(key -> key.revokedAt().isEmpty())
                .toList());
    }

    @Override
    public void update(ManagementKey key) {
        replace(key.id(), before -> key.revokedAt().map(before::revoked).orElse(before));
    }

    @Override
    public void used(ManagementKeyId id, Instant at) {
        replace(
                id,
                before -> new ManagementKey(
                        before.id(),
                        before.name(),
                        before.confinedTo(),
                        before.permissions(),
                        before.secret(),
                        before.maker(),
                        before.parent(),
                        before.created(),
                        before.expiresAt(),
                        before.revokedAt(),
                        Optional.of(at)));
    }

    private void replace(ManagementKeyId id, UnaryOperator<ManagementKey> change) {
        rows.write(contents ->
                contents.managementKeys().computeIfPresent(id.value(), (_, before) -> change.apply(before)));
    }

    @Override
    public Page<ManagementKey> list(Optional<OrganizationId> confinedTo, PageRequest page) {
        return rows.read(contents ->
                Contents.page(contents.managementKeys(), key -> key.confinedTo().equals(confinedTo), page));
    }

    private static Optional<ManagementKey> byDigest(Contents contents, KeyDigest digest) {
        return contents.managementKeys().values().stream()
                .filter(key -> key.secret().digest().equals(digest))
                .findFirst();
    }
}
