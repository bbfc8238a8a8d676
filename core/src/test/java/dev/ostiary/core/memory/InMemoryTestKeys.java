package dev.ostiary.core.memory;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.TestKey;
import dev.ostiary.core.key.TestKeyStore;
import dev.ostiary.core.problem.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

final class InMemoryTestKeys implements TestKeyStore {
    private final InMemoryTransactions rows;

    InMemoryTestKeys(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public Optional<TestKey> find(OrganizationId organization, String holder, KeyBinding.AgentInEnvironment binding) {
        return listOf(organization, holder).stream()
                .filter(key -> key.binding().equals(binding))
                .findFirst();
    }

    @Override
    public void put(TestKey key) {
        rows.write(contents -> {
            TestKey there = contents.testKeys().get(key.id().value());
            if (there != null && !there.organization().equals(key.organization())) {
                return;
            }
            if (contents.testKeys().values().stream().anyMatch(other -> isAnotherOfTheSame(key, other))) {
                throw new StoreException(
                        "two test keys of one holder",
                        new IllegalStateException(key.id().value()));
            }
            contents.testKeys().put(key.id().value(), key);
        });
    }

    private static boolean isAnotherOfTheSame(TestKey one, TestKey other) {
        return !one.id().equals(other.id())
                && one.organization().equals(other.organization())
                && one.holder().equals(other.holder())
                && one.binding().equals(other.binding());
    }

    @Override
    public List<TestKey> listOf(OrganizationId organization, String holder) {
        return list(organization, key -> key.holder().equals(holder));
    }

    @Override
    public List<TestKey> listOf(String holder) {
        return rows.read(contents -> contents.testKeys().values().stream()
                .filter(key -> key.holder().equals(holder))
                .toList());
    }

    @Override
    public List<TestKey> listFor(
            OrganizationId organization, Optional<AgentId> agent, Optional<EnvironmentId> environment) {
        return list(
                organization,
                key -> agent.orElse(key.binding().agent()).equals(key.binding().agent())
                        && environment
                                .orElse(key.binding().environment())
                                .equals(key.binding().environment()));
    }

    private List<TestKey> list(OrganizationId organization, Predicate<TestKey> takes) {
        return rows.read(contents -> contents.testKeys().values().stream()
                .filter(key -> key.organization().equals(organization) && takes.test(key))
                .toList());
    }

    @Override
    public void delete(OrganizationId organization, KeyId id) {
        rows.write(contents -> contents.testKeys()
                .computeIfPresent(id.value(), (_, key) -> key.organization().equals(organization) ? null : key));
    }

    @Override
    public List<KeyId> deleteExpired(Instant now, int most) {
        List<KeyId> gone = new ArrayList<>();
        rows.write(contents -> {
            contents.testKeys().values().stream()
                    .filter(key -> !key.expiresAt().isAfter(now))
                    .limit(most)
                    .map(TestKey::id)
                    .forEach(gone::add);
            gone.forEach(id -> {
                contents.testKeys().remove(id.value());
                contents.usage().remove(id);
            });
        });
        return gone;
    }
}
