package dev.ostiary.core.memory;

import dev.ostiary.core.installation.MasterKeyRecord;
import dev.ostiary.core.installation.MasterKeyStore;
import dev.ostiary.core.installation.MasterKeyUse;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.node.NodeId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

final class InMemoryMasterKeys implements MasterKeyStore {
    private final InMemoryTransactions rows;

    InMemoryMasterKeys(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public List<MasterKeyRecord> list() {
        return rows.read(contents -> List.copyOf(contents.masterKeys().values()));
    }

    @Override
    public List<MasterKeyRecord> lock() {
        return list();
    }

    @Override
    public void insert(MasterKeyRecord generation) {
        rows.write(contents -> {
            if (contents.masterKeys().putIfAbsent(generation.generation(), generation) != null) {
                throw new IllegalStateException("there is such a generation");
            }
        });
    }

    @Override
    public void update(MasterKeyRecord generation) {
        rows.write(contents -> contents.masterKeys()
                .computeIfPresent(
                        generation.generation(),
                        (_, known) -> new MasterKeyRecord(
                                known.generation(),
                                known.check(),
                                known.created(),
                                generation.activatedAt(),
                                generation.retiredAt())));
    }

    @Override
    public Map<Integer, MasterKeyUse> use(Instant now) {
        return rows.read(contents -> {
            Map<Integer, MasterKeyUse> use = new HashMap<>();
            contents.providerKeys()
                    .values()
                    .forEach(key -> count(use, key.value().generation(), new MasterKeyUse(1, 0, 0)));
            contents.signIn()
                    .providers()
                    .values()
                    .forEach(provider -> count(use, provider.clientSecret().generation(), new MasterKeyUse(1, 0, 0)));
            contents.keys().values().stream()
                    .filter(key -> key.revokedAt().isEmpty() && key.deletedAt().isEmpty())
                    .forEach(key -> count(use, key.secret().pepperNumber(), new MasterKeyUse(0, 1, 0)));
            contents.keys().values().stream()
                    .filter(key -> key.revokedAt().isEmpty() && key.deletedAt().isEmpty())
                    .forEach(key -> formerPeppers(contents, key, now)
                            .forEach(pepper -> count(use, pepper, new MasterKeyUse(0, 1, 0))));
            contents.managementKeys().values().stream()
                    .filter(key -> key.revokedAt().isEmpty())
                    .forEach(key -> count(use, key.secret().pepperNumber(), new MasterKeyUse(0, 0, 1)));
            return use;
        });
    }

    private static Set<Integer> formerPeppers(Contents contents, ApiKey key, Instant now) {
        return contents.replacedSecrets().values().stream()
                .filter(former -> former.key().equals(key.id()) && former.isAccepted(now))
                .map(former -> former.secret().pepperNumber())
                .filter(pepper -> pepper != key.secret().pepperNumber())
                .collect(Collectors.toSet());
    }

    private static void count(Map<Integer, MasterKeyUse> use, int generation, MasterKeyUse more) {
        MasterKeyUse unused = use.merge(
                generation,
                more,
                (one, other) -> new MasterKeyUse(
                        one.providerKeys() + other.providerKeys(),
                        one.apiKeys() + other.apiKeys(),
                        one.managementKeys() + other.managementKeys()));
    }

    @Override
    public void hold(int generation, NodeId node, Instant at) {
        rows.write(contents -> contents.masterKeyHolders().add(new Holding(generation, node)));
    }

    @Override
    public Set<NodeId> holders(int generation) {
        return rows.read(contents -> contents.masterKeyHolders().stream()
                .filter(holding -> holding.generation() == generation)
                .map(Holding::node)
                .collect(Collectors.toSet()));
    }

    /// A node that has a generation at hand.
    record Holding(int generation, NodeId node) {}
}
