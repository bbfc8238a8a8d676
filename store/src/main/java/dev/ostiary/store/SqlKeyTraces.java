package dev.ostiary.store;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.FoundKey;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyTraces;
import dev.ostiary.core.key.ReplacedSecret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Finds keys by what is left of their secrets.
final class SqlKeyTraces implements KeyTraces {
    private static final String KEYS =
            KeyTable.SELECTED + "FROM api_keys k WHERE k.organization_id = :organization AND ";
    private final Database database;

    SqlKeyTraces(Database database) {
        this.database = database;
    }

    @Override
    public List<FoundKey> byDigest(OrganizationId organization, Collection<KeyDigest> digests) {
        return database.read(handle -> {
            List<FoundKey> found = new ArrayList<>();
            for (KeyDigest digest : digests) {
                found.addAll(found(handle, organization, "%s.digest = :value", digest.bytes()));
            }
            return found;
        });
    }

    @Override
    public List<FoundKey> byPublicId(OrganizationId organization, String publicId) {
        return database.read(handle -> keys(handle, organization, "k.public_id = :value", publicId));
    }

    @Override
    public List<FoundKey> byPublicIdStart(OrganizationId organization, String start) {
        return database.read(
                handle -> keys(handle, organization, "substr(k.public_id, 1, length(:value)) = :value", start));
    }

    @Override
    public List<FoundKey> byMask(OrganizationId organization, Collection<String> masks) {
        return byMask(organization, "%s.mask = :value", masks);
    }

    /// Reads all masks of the organization in their index: what begins so cannot be asked for as a range in every
    /// collation of PostgreSQL.
    @Override
    public List<FoundKey> byMaskStart(OrganizationId organization, Collection<String> starts) {
        return byMask(organization, "substr(%s.mask, 1, length(:value)) = :value", starts);
    }

    @Override
    public List<FoundKey> byMaskEnd(OrganizationId organization, Collection<String> ends) {
        return byMask(organization, "substr(%1$s.mask, length(%1$s.mask) - length(:value) + 1) = :value", ends);
    }

    private List<FoundKey> byMask(OrganizationId organization, String condition, Collection<String> values) {
        return database.read(handle -> values.stream()
                .sorted()
                .flatMap(value -> found(handle, organization, condition, value).stream())
                .limit(MOST)
                .toList());
    }

    /// @param condition on a table of secrets, whose name stands in it as `%s`
    private List<FoundKey> found(Handle handle, OrganizationId organization, String condition, Object value) {
        String inOrder = database.dialect().joinInOrder();
        List<FoundKey> found = new ArrayList<>(keys(handle, organization, condition.formatted("k"), value));
        for (ReplacedSecret former : handle.createQuery("""
                        SELECT s.digest, s.key_id, s.pepper_id, s.mask, s.replaced_at, s.accepted_until
                        FROM replaced_secrets s
                        %s api_keys k ON k.id = s.key_id AND k.organization_id = :organization
                        WHERE %s
                        LIMIT %d
                        """.formatted(inOrder, condition.formatted("s"), MOST))
                .bind("organization", organization.value())
                .bind("value", value)
                .map(SqlReplacedSecretStore::read)
                .list()) {
            for (FoundKey key :
                    keys(handle, organization, "k.id = :value", former.key().value())) {
                found.add(new FoundKey(key.key(), Optional.of(former)));
            }
        }
        return found;
    }

    private static List<FoundKey> keys(Handle handle, OrganizationId organization, String condition, Object value) {
        List<ApiKey> keys = handle.createQuery(KEYS + condition + " LIMIT " + MOST)
                .bind("organization", organization.value())
                .bind("value", value)
                .map(KeyTable::read)
                .list();
        return keys.stream().map(key -> new FoundKey(key, Optional.empty())).toList();
    }
}
