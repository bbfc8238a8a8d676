package dev.ostiary.core.memory;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PolicyId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.PolicyStore;
import dev.ostiary.core.route.Route;
import java.util.Optional;
import java.util.stream.Stream;

final class InMemoryPolicies implements PolicyStore {
    private final InMemoryTransactions rows;

    InMemoryPolicies(InMemoryTransactions rows) {
        this.rows = rows;
    }

    /// The policy that a node obeys on that route: its own, or else the gateway's.
    static Optional<Policy> holdingFor(Contents contents, Route route) {
        return ofTarget(contents, route.organization(), Optional.of(route.id()))
                .or(() -> ofTarget(contents, route.organization(), Optional.empty()));
    }

    @Override
    public void insert(Policy policy) {
        rows.write(contents -> put(contents, policy));
    }

    @Override
    public void update(Policy policy) {
        rows.write(
                contents -> byId(contents, policy.organization(), policy.id()).ifPresent(_ -> put(contents, policy)));
    }

    private static void put(Contents contents, Policy policy) {
        if (others(contents, policy).anyMatch(other -> other.name().equals(policy.name()))) {
            throw new RefusedException(ProblemCode.SLUG_TAKEN);
        }
        if (others(contents, policy).anyMatch(other -> other.route().equals(policy.route()))) {
            throw new RefusedException(ProblemCode.POLICY_TARGET_TAKEN);
        }
        if (policy.route()
                .filter(route -> InMemoryRoutes.byId(contents, policy.organization(), route)
                        .isEmpty())
                .isPresent()) {
            throw new StoreException(
                    "a policy for no route",
                    new IllegalStateException(policy.id().value()));
        }
        contents.policies().put(policy.id().value(), policy);
    }

    private static Stream<Policy> others(Contents contents, Policy policy) {
        return contents.policies().values().stream()
                .filter(other -> other.organization().equals(policy.organization())
                        && !other.id().equals(policy.id()));
    }

    @Override
    public void delete(Policy policy) {
        rows.write(contents -> byId(contents, policy.organization(), policy.id())
                .ifPresent(_ -> contents.policies().remove(policy.id().value())));
    }

    @Override
    public Optional<Policy> find(OrganizationId organization, PolicyId id) {
        return rows.read(contents -> byId(contents, organization, id));
    }

    @Override
    public Optional<Policy> lock(OrganizationId organization, PolicyId id) {
        return find(organization, id);
    }

    @Override
    public Page<Policy> list(OrganizationId organization, PageRequest page) {
        return rows.read(contents ->
                Contents.page(contents.policies(), row -> row.organization().equals(organization), page));
    }

    @Override
    public Optional<Policy> lockOfRoute(OrganizationId organization, RouteId route) {
        return rows.read(contents -> ofTarget(contents, organization, Optional.of(route)));
    }

    static Optional<Policy> ofTarget(Contents contents, OrganizationId organization, Optional<RouteId> target) {
        return contents.policies().values().stream()
                .filter(row ->
                        row.organization().equals(organization) && row.route().equals(target))
                .findFirst();
    }

    private static Optional<Policy> byId(Contents contents, OrganizationId organization, PolicyId id) {
        return Optional.ofNullable(contents.policies().get(id.value()))
                .filter(row -> row.organization().equals(organization));
    }
}
