package dev.ostiary.core.memory;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.vault.ProviderKey;
import dev.ostiary.core.vault.ProviderKeyListing;
import dev.ostiary.core.vault.ProviderKeySort;
import dev.ostiary.core.vault.ProviderKeyStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class InMemoryProviderKeys implements ProviderKeyStore {
    private final InMemoryTransactions rows;

    InMemoryProviderKeys(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(ProviderKey key) {
        rows.write(contents -> put(contents, key));
    }

    @Override
    public void update(ProviderKey key) {
        rows.write(contents -> byId(contents, key.organization(), key.id())
                .ifPresent(known -> put(contents, withUse(key, known.lastUsedAt()))));
    }

    private static void put(Contents contents, ProviderKey key) {
        boolean isTaken = contents.providerKeys().values().stream()
                .anyMatch(other -> other.organization().equals(key.organization())
                        && other.name().equals(key.name())
                        && !other.id().equals(key.id()));
        if (isTaken) {
            throw new RefusedException(ProblemCode.PROVIDER_KEY_NAME_TAKEN);
        }
        contents.providerKeys().put(key.id().value(), key);
    }

    private static ProviderKey withUse(ProviderKey key, Optional<Instant> lastUsedAt) {
        return new ProviderKey(
                key.id(),
                key.organization(),
                key.name(),
                key.mask(),
                key.version(),
                key.value(),
                key.created(),
                key.changed(),
                lastUsedAt);
    }

    @Override
    public void delete(ProviderKey key) {
        rows.write(contents -> byId(contents, key.organization(), key.id())
                .ifPresent(_ -> contents.providerKeys().remove(key.id().value())));
    }

    @Override
    public void markUsed(OrganizationId organization, ProviderKeyId id, Instant at) {
        rows.write(contents -> byId(contents, organization, id)
                .filter(key ->
                        key.lastUsedAt().filter(last -> !last.isBefore(at)).isEmpty())
                .ifPresent(key -> contents.providerKeys().put(id.value(), withUse(key, Optional.of(at)))));
    }

    @Override
    public Optional<ProviderKey> find(OrganizationId organization, ProviderKeyId id) {
        return rows.read(contents -> byId(contents, organization, id));
    }

    @Override
    public Optional<ProviderKey> lock(OrganizationId organization, ProviderKeyId id) {
        return find(organization, id);
    }

    @Override
    public Page<ProviderKey> list(OrganizationId organization, ProviderKeyListing listing) {
        return rows.read(contents -> listing.page(contents.providerKeys().values().stream()
                .filter(key -> key.organization().equals(organization))
                .filter(key -> listing.search()
                        .filter(text ->
                                !ProviderKeyListing.folded(key.name().value()).contains(text))
                        .isEmpty())
                .filter(key -> listing.after()
                        .filter(position -> order(listing).compare(place(listing, key), place(position)) <= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(key -> place(listing, key), order(listing)))
                .limit(listing.limit() + 1L)
                .toList()));
    }

    @Override
    public List<ProviderKey> lockOutdated(int generation, Optional<ProviderKeyId> after, int limit) {
        return rows.read(contents -> contents.providerKeys().values().stream()
                .filter(key -> key.value().generation() < generation)
                .filter(key -> after.filter(last -> key.id().value().compareTo(last.value()) <= 0)
                        .isEmpty())
                .limit(limit)
                .toList());
    }

    private record Place(String value, String id) {}

    private static Place place(ProviderKeyListing listing, ProviderKey key) {
        return new Place(sortValue(listing.sort(), key), key.id().value());
    }

    private static Place place(ProviderKeyListing.Position position) {
        return new Place(position.value(), position.id().value());
    }

    private static String sortValue(ProviderKeySort sort, ProviderKey key) {
        return switch (sort) {
            case NAME -> ProviderKeyListing.folded(key.name().value());
            case CREATED -> Long.toString(key.created().at().toEpochMilli());
            case CHANGED -> Long.toString(key.changed().at().toEpochMilli());
            case LAST_USED ->
                Long.toString(key.lastUsedAt().map(Instant::toEpochMilli).orElse(0L));
        };
    }

    /// Texts by code point, as UTF-8 sorts byte by byte; numbers by size.
    private static Comparator<Place> order(ProviderKeyListing listing) {
        Comparator<Place> byValue = listing.sort() == ProviderKeySort.NAME
                ? Comparator.comparing(place -> place.value().codePoints().toArray(), Arrays::compare)
                : Comparator.comparingLong(place -> Long.parseLong(place.value()));
        Comparator<Place> ascending = byValue.thenComparing(Place::id);
        return listing.isDescending() ? ascending.reversed() : ascending;
    }

    private static Optional<ProviderKey> byId(Contents contents, OrganizationId organization, ProviderKeyId id) {
        return Optional.ofNullable(contents.providerKeys().get(id.value()))
                .filter(key -> key.organization().equals(organization));
    }
}
