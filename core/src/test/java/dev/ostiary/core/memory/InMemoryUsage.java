package dev.ostiary.core.memory;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.usage.FormerSecretUsage;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.UsageStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class InMemoryUsage implements UsageStore {
    private final InMemoryTransactions rows;

    InMemoryUsage(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void add(Collection<KeyUsage> batch) {
        rows.write(contents -> batch.forEach(entry -> contents.usage()
                .merge(entry.key(), isDeleted(contents, entry) ? entry.withoutAddresses() : entry, KeyUsage::plus)));
    }

    private static boolean isDeleted(Contents contents, KeyUsage entry) {
        ApiKey key = contents.keys().get(entry.key().value());
        return key != null && key.deletedAt().isPresent();
    }

    @Override
    public void addFormer(Collection<FormerSecretUsage> batch) {
        rows.write(contents ->
                batch.forEach(entry -> contents.formerUsage().merge(entry.secret(), entry, FormerSecretUsage::plus)));
    }

    @Override
    public Map<KeyDigest, FormerSecretUsage> findFormer(Collection<KeyDigest> secrets) {
        return rows.read(contents -> {
            Map<KeyDigest, FormerSecretUsage> found = new HashMap<>(contents.formerUsage());
            found.keySet().retainAll(Set.copyOf(secrets));
            return Map.copyOf(found);
        });
    }

    @Override
    public List<KeyUsage> latest(OrganizationId organization, int most) {
        return rows.read(contents -> contents.keys().values().stream()
                .filter(key -> key.organization().equals(organization))
                .flatMap(key -> Optional.ofNullable(contents.usage().get(key.id())).stream())
                .sorted(Comparator.comparing(KeyUsage::lastUsedAt).reversed())
                .limit(most)
                .toList());
    }

    @Override
    public Map<KeyId, KeyUsage> find(Collection<KeyId> keys) {
        return rows.read(contents -> {
            Map<KeyId, KeyUsage> found = new HashMap<>(contents.usage());
            found.keySet().retainAll(Set.copyOf(keys));
            return Map.copyOf(found);
        });
    }
}
