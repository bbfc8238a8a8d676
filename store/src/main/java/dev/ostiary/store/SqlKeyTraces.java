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
                found.addAll(found(handle, organization, "digest", digest.bytes()));
            }
            return found;
        });
    }

    @Override
    public List<FoundKey> byPublicId(OrganizationId organization, String publicId) {
        return database.read(handle -> keys(handle, organization, "public_id", publicId));
    }

    @Override
    public List<FoundKey> byMask(OrganizationId organization, Collection<String> masks) {
        return database.read(handle -> masks.stream()
                .sorted()
                .flatMap(mask -> found(handle, organization, "mask", mask).stream())
                .limit(MOST)
                .toList());
    }

    private List<FoundKey> found(Handle handle, OrganizationId organization, String column, Object value) {
        String inOrder = database.dialect().joinInOrder();
        List<FoundKey> found = new ArrayList<>(keys(handle, organization, column, value));
        for (ReplacedSecret former : handle.createQuery("""
                        SELECT s.digest, s.key_id, s.pepper_id, s.mask, s.replaced_at, s.accepted_until
                        FROM replaced_secrets s
                        %s api_keys k ON k.id = s.key_id AND k.organization_id = :organization
                        WHERE s.%s = :value
                        LIMIT %d
                        """.formatted(inOrder, column, MOST))
                .bind("organization", organization.value())
                .bind("value", value)
                .map(SqlReplacedSecretStore::read)
                .list()) {
            for (FoundKey key : keys(handle, organization, "id", former.key().value())) {
                found.add(new FoundKey(key.key(), Optional.of(former)));
            }
        }
        return found;
    }

    private static List<FoundKey> keys(Handle handle, OrganizationId organization, String column, Object value) {
        List<ApiKey> keys = handle.createQuery(KEYS + "k." + column + " = :value LIMIT " + MOST)
                .bind("organization", organization.value())
                .bind("value", value)
                .map(KeyTable::read)
                .list();
        return keys.stream().map(key -> new FoundKey(key, Optional.empty())).toList();
    }
}
