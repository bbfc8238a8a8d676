package dev.ostiary.core.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeySort;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.usage.KeyUsage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

final class InMemoryKeys implements KeyStore {
    private final InMemoryTransactions rows;

    InMemoryKeys(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(ApiKey key) {
        rows.write(contents -> put(contents, key));
    }

    @Override
    public void update(ApiKey key) {
        rows.write(contents -> byId(contents, key.organization(), key.id()).ifPresent(_ -> put(contents, key)));
    }

    static void put(Contents contents, ApiKey key) {
        if (isLive(key) && contents.keys().values().stream().anyMatch(other -> takesNameOf(key, other))) {
            throw new RefusedException(ProblemCode.KEY_NAME_TAKEN);
        }
        if (contents.keys().values().stream().anyMatch(other -> sharesSecretWith(key, other))) {
            throw new StoreException(
                    "two keys with one digest",
                    new IllegalStateException(key.id().value()));
        }
        contents.keys().put(key.id().value(), key);
        if (key.deletedAt().isPresent()) {
            contents.usage().computeIfPresent(key.id(), (_, used) -> used.withoutAddresses());
        }
    }

    private static boolean sharesSecretWith(ApiKey key, ApiKey other) {
        return other.secret().digest().equals(key.secret().digest())
                && !other.id().equals(key.id());
    }

    private static boolean takesNameOf(ApiKey key, ApiKey other) {
        return isLive(other)
                && other.organization().equals(key.organization())
                && other.name().equals(key.name())
                && !other.id().equals(key.id());
    }

    static boolean isLive(ApiKey key) {
        return key.revokedAt().isEmpty() && key.deletedAt().isEmpty();
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, KeyId id) {
        return rows.read(contents -> byId(contents, organization, id));
    }

    @Override
    public Optional<ApiKey> lock(OrganizationId organization, KeyId id) {
        return find(organization, id);
    }

    @Override
    public Page<ApiKey> list(OrganizationId organization, KeyFilter filter, KeySort sort, PageRequest page) {
        return rows.read(contents -> {
            List<ApiKey> sorted = matching(contents, organization, filter)
                    .sorted(order(contents, sort))
                    .toList();
            return Page.of(
                    rest(contents, organization, sorted, sort, page),
                    page,
                    key -> key.id().value());
        });
    }

    private static List<ApiKey> rest(
            Contents contents, OrganizationId organization, List<ApiKey> sorted, KeySort sort, PageRequest page) {
        Comparator<ApiKey> order = order(contents, sort);
        Predicate<ApiKey> isBehind = page.cursor()
                .map(cursor -> switch (sort) {
                    case NEWEST -> (Predicate<ApiKey>) key -> key.id().value().compareTo(cursor) < 0;
                    case OLDEST -> (Predicate<ApiKey>) key -> key.id().value().compareTo(cursor) > 0;
                    case NAME, NAME_DESCENDING, LAST_USED, LEAST_USED, EXPIRY, EXPIRY_DESCENDING ->
                        Optional.ofNullable(contents.keys().get(cursor))
                                .filter(last -> last.organization().equals(organization))
                                .map(last -> (Predicate<ApiKey>) key -> order.compare(key, last) > 0)
                                .orElse(_ -> false);
                })
                .orElse(_ -> true);
        return sorted.stream().filter(isBehind).limit(page.limit() + 1L).toList();
    }

    private static Comparator<ApiKey> order(Contents contents, KeySort sort) {
        Comparator<ApiKey> byId = Comparator.comparing(key -> key.id().value());
        Comparator<ApiKey> byName = Comparator.<ApiKey, byte[]>comparing(
                key -> key.name().value().getBytes(UTF_8), Arrays::compareUnsigned);
        Comparator<ApiKey> byUse =
                Comparator.comparing(key -> Optional.ofNullable(contents.usage().get(key.id()))
                        .map(KeyUsage::lastUsedAt)
                        .orElse(Instant.EPOCH));
        Comparator<ApiKey> byExpiry =
                Comparator.comparing(key -> key.expiresAt().orElse(Instant.MAX));
        return switch (sort) {
            case OLDEST -> byId;
            case NEWEST -> byId.reversed();
            case NAME -> byName.thenComparing(byId);
            case NAME_DESCENDING -> byName.thenComparing(byId).reversed();
            case LEAST_USED -> byUse.thenComparing(byId);
            case LAST_USED -> byUse.thenComparing(byId).reversed();
            case EXPIRY -> byExpiry.thenComparing(byId);
            case EXPIRY_DESCENDING -> byExpiry.thenComparing(byId).reversed();
        };
    }

    private static Stream<ApiKey> matching(Contents contents, OrganizationId organization, KeyFilter filter) {
        return contents.keys().values().stream()
                .filter(key -> key.organization().equals(organization)
                        && key.deletedAt().isEmpty()
                        && filter.takes(key)
                        && filter.unusedSince()
                                .filter(since -> !isUnused(contents, key, since))
                                .isEmpty());
    }

    private static boolean isUnused(Contents contents, ApiKey key, Instant since) {
        KeyUsage used = contents.usage().get(key.id());
        return key.created().at().isBefore(since)
                && (used == null || used.lastUsedAt().isBefore(since));
    }

    @Override
    public List<KeyId> listLive(OrganizationId organization, KeyFilter filter) {
        return rows.read(contents -> matching(contents, organization, filter)
                .filter(InMemoryKeys::isLive)
                .map(ApiKey::id)
                .toList());
    }

    @Override
    public List<ApiKey> lockLive(OrganizationId organization, Collection<KeyId> keys) {
        Set<KeyId> wanted = Set.copyOf(keys);
        return rows.read(contents -> contents.keys().values().stream()
                .filter(key -> key.organization().equals(organization) && isLive(key) && wanted.contains(key.id()))
                .toList());
    }

    @Override
    public int countLive(OrganizationId organization, int most) {
        return rows.read(contents -> (int) contents.keys().values().stream()
                .filter(key -> key.organization().equals(organization) && isLive(key))
                .limit(most + 1L)
                .count());
    }

    @Override
    public List<ApiKey> lockLive(OrganizationId organization, KeyFilter filter) {
        return rows.read(contents -> matching(contents, organization, filter)
                .filter(InMemoryKeys::isLive)
                .toList());
    }

    @Override
    public List<ApiKey> lockLive(OrganizationId organization, RouteId route) {
        return rows.read(contents -> contents.keys().values().stream()
                .filter(key -> key.organization().equals(organization) && isLive(key))
                .filter(key -> key.binding() instanceof KeyBinding.OwnRoutes own
                        && own.routes().contains(route))
                .toList());
    }

    private static Optional<ApiKey> byId(Contents contents, OrganizationId organization, KeyId id) {
        return Optional.ofNullable(contents.keys().get(id.value()))
                .filter(key -> key.organization().equals(organization)
                        && key.deletedAt().isEmpty());
    }

    @Override
    public boolean opensProtected(OrganizationId organization, KeyBinding binding) {
        return rows.read(contents -> contents.environments().values().stream()
                .filter(row -> row.organization().equals(organization) && row.isProtected())
                .anyMatch(row -> switch (binding) {
                    case KeyBinding.WholeOrganization _ -> true;
                    case KeyBinding.AgentInEnvironment(var _, EnvironmentId only) -> only.equals(row.id());
                    case KeyBinding.OwnRoutes _ -> false;
                }));
    }
}
