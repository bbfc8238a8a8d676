package dev.ostiary.core.audit;

import java.util.List;

/// Events read out batch by batch, oldest first, up to what was the end when it began. For one thread.
public final class AuditExport {
    private static final int BATCH = 500;

    private final AuditLog log;
    private final AuditChain chain;
    private final AuditFilter filter;
    private final long end;
    private List<AuditEntry> batch;

    private AuditExport(AuditLog log, AuditChain chain, AuditFilter filter, long end) {
        this.log = log;
        this.chain = chain;
        this.filter = filter;
        this.end = end;
        this.batch = read(Long.MIN_VALUE);
    }

    static AuditExport upTo(AuditLog log, AuditChain chain, AuditFilter filter, long end) {
        return new AuditExport(log, chain, filter, end);
    }

    private List<AuditEntry> read(long seq) {
        return log.after(chain, filter, seq, BATCH);
    }

    /// The next events; empty at the end. The first are read already.
    public List<AuditEntry> next() {
        List<AuditEntry> now = batch;
        boolean isLast = now.size() < BATCH || now.getLast().seq() >= end;
        batch = isLast ? List.of() : read(now.getLast().seq());
        return now.stream().filter(entry -> entry.seq() <= end).toList();
    }
}
