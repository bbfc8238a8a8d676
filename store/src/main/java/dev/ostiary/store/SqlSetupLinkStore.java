package dev.ostiary.store;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.signin.SetupLink;
import dev.ostiary.core.signin.SetupLinkStore;
import java.util.Optional;

/// The link of the first start, in the one row that there may be.
final class SqlSetupLinkStore implements SetupLinkStore {
    private static final String SELECT = "SELECT token_hash, expires_at FROM setup_link WHERE only_row = 1";

    private final Database database;

    SqlSetupLinkStore(Database database) {
        this.database = database;
    }

    @Override
    public void put(SetupLink link) {
        int _ = database.write(handle -> handle.createUpdate("""
                        INSERT INTO setup_link (only_row, token_hash, expires_at) VALUES (1, :token, :expires_at)
                        ON CONFLICT (only_row) DO UPDATE
                        SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
                        """)
                .bind("token", link.token().hex())
                .bind("expires_at", link.expiresAt().toEpochMilli())
                .execute());
    }

    @Override
    public Optional<SetupLink> find() {
        return one(SELECT);
    }

    @Override
    public Optional<SetupLink> lock() {
        return one(SELECT + database.holdRows());
    }

    private Optional<SetupLink> one(String sql) {
        return database.read(handle -> handle.createQuery(sql)
                .map((row, _) -> new SetupLink(
                        new LinkToken.Hash(row.getString("token_hash")), Columns.instant(row, "expires_at")))
                .findOne());
    }

    @Override
    public void delete() {
        int _ = database.write(
                handle -> handle.createUpdate("DELETE FROM setup_link").execute());
    }
}
