package dev.ostiary.core.key;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Collection;
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

    /// The organization's keys in that order. A cursor that names no key of the organization is the end of any
    /// order but that of their making.
    Page<ApiKey> list(OrganizationId organization, KeyFilter filter, KeySort sort, PageRequest page);

    /// The organization's keys, newest first.
    default Page<ApiKey> list(OrganizationId organization, KeyFilter filter, PageRequest page) {
        return list(organization, filter, KeySort.NEWEST, page);
    }

    /// The keys that meet the filter and are not revoked, all of them, oldest first.
    List<KeyId> listLive(OrganizationId organization, KeyFilter filter);

    /// Those of the keys that are not revoked, held until the transaction ends, in the order of their making.
    List<ApiKey> lockLive(OrganizationId organization, Collection<KeyId> keys);

    /// How many keys the organization has that are not revoked; when there are more than `most`, one more than
    /// that.
    int countLive(OrganizationId organization, int most);

    /// The organization's keys that are bound so and are not revoked, all of them, held until the transaction
    /// ends.
    List<ApiKey> lockLive(OrganizationId organization, KeyFilter filter);

    /// The organization's keys that are bound to that route, alone or with others, and are not revoked, all of
    /// them, held until the transaction ends.
    List<ApiKey> lockLive(OrganizationId organization, RouteId route);

    /// Whether a key so bound is for a protected environment of the organization, alone or among others.
    boolean opensProtected(OrganizationId organization, KeyBinding binding);
}
