package dev.ostiary.core.memory;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.FoundKey;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyIntake;
import dev.ostiary.core.key.KeyPolicy;
import dev.ostiary.core.key.KeyPolicyStore;
import dev.ostiary.core.key.KeyTraces;
import dev.ostiary.core.key.ReplacedSecret;
import dev.ostiary.core.key.ReplacedSecretStore;
import dev.ostiary.core.key.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

final class InMemoryKeyHistory implements ReplacedSecretStore, KeyPolicyStore, KeyTraces, KeyIntake {
    private final InMemoryTransactions rows;

    InMemoryKeyHistory(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void add(ReplacedSecret secret) {
        rows.write(contents -> contents.replacedSecrets().put(secret.secret().digest(), secret));
    }

    @Override
    public void end(KeyId key, Instant until) {
        rows.write(contents -> contents.replacedSecrets()
                .replaceAll((_, secret) -> secret.key().equals(key) ? secret.until(until) : secret));
    }

    @Override
    public List<ReplacedSecret> list(OrganizationId organization, Collection<KeyId> keys) {
        return rows.read(contents -> {
            List<ReplacedSecret> all = new ArrayList<>();
            for (KeyId key : Set.copyOf(keys)) {
                ApiKey owner = contents.keys().get(key.value());
                if (owner != null && owner.organization().equals(organization)) {
                    contents.replacedSecrets().values().stream()
                            .filter(secret -> secret.key().equals(key))
                            .sorted(Comparator.comparing(ReplacedSecret::replacedAt)
                                    .reversed())
                            .limit(SHOWN)
                            .forEach(all::add);
                }
            }
            return all;
        });
    }

    @Override
    public KeyPolicy get(OrganizationId organization) {
        return rows.read(contents -> contents.keyPolicies().getOrDefault(organization, KeyPolicy.OPEN));
    }

    @Override
    public void set(OrganizationId organization, KeyPolicy policy) {
        rows.write(contents -> contents.keyPolicies().put(organization, policy));
    }

    @Override
    public List<FoundKey> byDigest(OrganizationId organization, Collection<KeyDigest> digests) {
        Set<KeyDigest> wanted = Set.copyOf(digests);
        return found(organization, secret -> wanted.contains(secret.digest()));
    }

    @Override
    public List<FoundKey> byPublicId(OrganizationId organization, String publicId) {
        return rows.read(contents -> contents.keys().values().stream()
                .filter(key -> key.organization().equals(organization)
                        && key.publicId().equals(publicId))
                .map(key -> new FoundKey(key, Optional.empty()))
                .toList());
    }

    @Override
    public List<FoundKey> byMask(OrganizationId organization, Collection<String> masks) {
        Set<String> wanted = Set.copyOf(masks);
        return found(organization, secret -> wanted.contains(secret.mask())).stream()
                .limit(MOST)
                .toList();
    }

    @Override
    public List<FoundKey> byPublicIdStart(OrganizationId organization, String start) {
        return rows.read(contents -> contents.keys().values().stream()
                .filter(key -> key.organization().equals(organization)
                        && key.publicId().startsWith(start))
                .map(key -> new FoundKey(key, Optional.empty()))
                .limit(MOST)
                .toList());
    }

    @Override
    public List<FoundKey> byMaskStart(OrganizationId organization, Collection<String> starts) {
        return found(organization, secret -> starts.stream().anyMatch(secret.mask()::startsWith)).stream()
                .limit(MOST)
                .toList();
    }

    @Override
    public List<FoundKey> byMaskEnd(OrganizationId organization, Collection<String> ends) {
        return found(organization, secret -> ends.stream().anyMatch(secret.mask()::endsWith)).stream()
                .limit(MOST)
                .toList();
    }

    private List<FoundKey> found(OrganizationId organization, Predicate<StoredSecret> isMeant) {
        return rows.read(contents -> {
            List<FoundKey> found = new ArrayList<>();
            contents.keys().values().stream()
                    .filter(key -> isMeant.test(key.secret()))
                    .forEach(key -> found.add(new FoundKey(key, Optional.empty())));
            contents.replacedSecrets().values().stream()
                    .filter(former -> isMeant.test(former.secret()))
                    .forEach(former -> found.add(new FoundKey(
                            Objects.requireNonNull(
                                    contents.keys().get(former.key().value())),
                            Optional.of(former))));
            found.removeIf(each -> !each.key().organization().equals(organization));
            return found;
        });
    }

    @Override
    public Map<KeyDigest, OrganizationId> owners(Collection<KeyDigest> digests) {
        Set<KeyDigest> wanted = Set.copyOf(digests);
        return rows.read(contents -> {
            Map<KeyDigest, OrganizationId> owners = new HashMap<>();
            contents.replacedSecrets()
                    .forEach((digest, former) -> owners.put(
                            digest,
                            Objects.requireNonNull(
                                            contents.keys().get(former.key().value()))
                                    .organization()));
            contents.keys().values().forEach(key -> owners.put(key.secret().digest(), key.organization()));
            owners.keySet().retainAll(wanted);
            return owners;
        });
    }

    @Override
    public Set<DisplayName> liveNames(OrganizationId organization, Collection<DisplayName> names) {
        Set<DisplayName> wanted = Set.copyOf(names);
        return rows.read(contents -> contents.keys().values().stream()
                .filter(key -> key.organization().equals(organization) && InMemoryKeys.isLive(key))
                .map(ApiKey::name)
                .filter(wanted::contains)
                .collect(Collectors.toSet()));
    }

    @Override
    public void insertAll(List<ApiKey> keys) {
        rows.write(contents -> keys.forEach(key -> InMemoryKeys.put(contents, key)));
    }
}
