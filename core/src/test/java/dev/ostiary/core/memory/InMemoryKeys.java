package dev.ostiary.core.memory;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import java.util.List;
import java.util.Optional;

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

    private static void put(Contents contents, ApiKey key) {
        if (isLive(key) && contents.keys().values().stream().anyMatch(other -> takesNameOf(key, other))) {
            throw new RefusedException(ProblemCode.KEY_NAME_TAKEN);
        }
        if (contents.keys().values().stream().anyMatch(other -> sharesSecretWith(key, other))) {
            throw new StoreException(
                    "two keys with one digest",
                    new IllegalStateException(key.id().value()));
        }
        contents.keys().put(key.id().value(), key);
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

    private static boolean isLive(ApiKey key) {
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
    public Page<ApiKey> list(OrganizationId organization, KeyFilter filter, PageRequest page) {
        return rows.read(contents -> Contents.page(
                contents.keys(),
                key -> key.organization().equals(organization)
                        && key.deletedAt().isEmpty()
                        && matches(filter, key.binding()),
                page));
    }

    @Override
    public List<ApiKey> lockLive(OrganizationId organization, KeyFilter filter) {
        return rows.read(contents -> contents.keys().values().stream()
                .filter(key -> key.organization().equals(organization) && isLive(key))
                .filter(key -> matches(filter, key.binding()))
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

    private static boolean matches(KeyFilter filter, KeyBinding binding) {
        return switch (binding) {
            case KeyBinding.WholeOrganization(), KeyBinding.OwnRoutes(var _) -> filter.equals(KeyFilter.all());
            case KeyBinding.AgentInEnvironment(AgentId agent, EnvironmentId environment) ->
                filter.agent().orElse(agent).equals(agent)
                        && filter.environment().orElse(environment).equals(environment);
        };
    }

    private static Optional<ApiKey> byId(Contents contents, OrganizationId organization, KeyId id) {
        return Optional.ofNullable(contents.keys().get(id.value()))
                .filter(key -> key.organization().equals(organization)
                        && key.deletedAt().isEmpty());
    }
}
