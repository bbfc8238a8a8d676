package dev.ostiary.core.key;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.List;
import java.util.Optional;

/// Keeps API keys. Every method sees one organization only; tombstones are never answered.
public interface KeyStore {
    /// Adds a key.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `key.name-taken` when a live key (neither revoked nor
    /// deleted) of the
    ///     organization has that name
    void insert(ApiKey key);

    /// Replaces the record of a key that [#lock] answered in the same transaction.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `key.name-taken` as on insert
    void update(ApiKey key);

    /// The key of that id.
    Optional<ApiKey> find(OrganizationId organization, KeyId id);

    /// The key of that id, its row held until the transaction ends, so that no other change comes between.
    Optional<ApiKey> lock(OrganizationId organization, KeyId id);

    /// The organization's keys, newest first.
    Page<ApiKey> list(OrganizationId organization, KeyFilter filter, PageRequest page);

    /// The organization's keys that are bound so and are not revoked, all of them, held until the transaction
    /// ends.
    List<ApiKey> lockLive(OrganizationId organization, KeyFilter filter);

    /// The organization's keys that are bound to that route, alone or with others, and are not revoked, all of
    /// them,
    /// held until the transaction ends.
    List<ApiKey> lockLive(OrganizationId organization, RouteId route);
}
