package dev.ostiary.store;

import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditFacts;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditHash;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Audit events, in a table that is only ever added to, under the lock of their chain's head.
final class SqlAuditLog implements AuditLog {
    /// Every chain there is a row of; the events' by leaps, since they are many and their chains few.
    private static final String CHAINS = """
            WITH RECURSIVE found (chain) AS (
                SELECT min(chain) FROM audit_events
                UNION ALL
                SELECT (SELECT min(chain) FROM audit_events WHERE chain > found.chain) FROM found WHERE chain IS NOT NULL)
            SELECT chain FROM found WHERE chain IS NOT NULL
            UNION SELECT chain FROM audit_heads
            UNION SELECT id FROM organizations
            """;

    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

    private final Database database;

    SqlAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public void append(List<AuditEvent> events) {
        // In the order of the chains' names, so that no two transactions wait for each other's heads.
        SortedMap<AuditChain, List<AuditFacts>> byChain = new TreeMap<>();
        for (AuditEvent event : events) {
            byChain.computeIfAbsent(AuditChain.of(event.organization()), _ -> new ArrayList<>())
                    .add(AuditFacts.of(event));
        }
        append(byChain);
    }

    void append(SortedMap<AuditChain, List<AuditFacts>> byChain) {
        int _ = database.write(handle -> {
            byChain.forEach((chain, facts) -> append(handle, chain, facts));
            return byChain.size();
        });
    }

    private void append(Handle handle, AuditChain chain, List<AuditFacts> added) {
        AuditPoint end = holdHead(handle, chain);
        PreparedBatch rows = handle.prepareBatch(AuditColumns.INSERT);
        for (AuditFacts facts : added) {
            AuditEntry entry = AuditEntry.following(end, chain, facts);
            AuditColumns.bind(rows, entry);
            end = entry.point();
        }
        int[] _ = rows.execute();
        int _ = handle.createUpdate("UPDATE audit_heads SET seq = :seq, hash = :hash WHERE chain = :chain")
                .bind("chain", chain.name())
                .bind("seq", end.seq())
                .bind("hash", end.hash().bytes())
                .execute();
    }

    private AuditPoint holdHead(Handle handle, AuditChain chain) {
        String hold = database.holdRows();
        return head(handle, chain, hold)
                .or(() -> {
                    int _ = handle.createUpdate("""
                                    INSERT INTO audit_heads (chain, seq, hash) VALUES (:chain, :seq, :hash)
                                    ON CONFLICT DO NOTHING
                                    """)
                            .bind("chain", chain.name())
                            .bind("seq", AuditPoint.START.seq())
                            .bind("hash", AuditHash.NONE.bytes())
                            .execute();
                    return head(handle, chain, hold);
                })
                .orElseThrow();
    }

    private static Optional<AuditPoint> head(Handle handle, AuditChain chain, String hold) {
        return handle.createQuery("SELECT seq, hash FROM audit_heads WHERE chain = :chain" + hold)
                .bind("chain", chain.name())
                .map((row, _) -> new AuditPoint(row.getLong("seq"), AuditHash.of(row.getBytes("hash"))))
                .findOne();
    }

    @Override
    public Page<AuditEntry> list(AuditChain chain, AuditFilter filter, PageRequest page) {
        long below = page.cursor().map(SqlAuditLog::position).orElse(Long.MAX_VALUE);
        return Page.of(
                read(chain, filter, "seq < :bound", below, "DESC", page.limit() + 1),
                page,
                entry -> Long.toString(entry.seq()));
    }

    /// Where a listing goes on; at the end for what is no number of an event.
    private static long position(String cursor) {
        return CURSOR.matcher(cursor).matches() ? Long.parseLong(cursor) : Long.MIN_VALUE;
    }

    @Override
    public List<AuditEntry> after(AuditChain chain, AuditFilter filter, long seq, int limit) {
        return read(chain, filter, "seq > :bound", seq, "ASC", limit);
    }

    private List<AuditEntry> read(
            AuditChain chain, AuditFilter filter, String range, long bound, String order, int limit) {
        AuditConditions conditions = AuditConditions.of(filter);
        String sql = AuditColumns.SELECT + " WHERE chain = :chain AND " + range + conditions.sql() + " ORDER BY seq "
                + order + " LIMIT :limit";
        return database.read(handle -> handle.createQuery(sql)
                .bind("chain", chain.name())
                .bind("bound", bound)
                .bind("limit", limit)
                .bindMap(conditions.values())
                .map(AuditColumns::read)
                .list());
    }

    @Override
    public Optional<AuditPoint> head(AuditChain chain) {
        return database.read(handle -> head(handle, chain, ""));
    }

    @Override
    public NavigableSet<AuditChain> chains() {
        NavigableSet<AuditChain> chains = new TreeSet<>();
        chains.add(AuditChain.INSTALLATION);
        chains.addAll(database.read(handle -> handle.createQuery(CHAINS)
                .map((row, _) -> new AuditChain(row.getString(1)))
                .list()));
        return chains;
    }
}
