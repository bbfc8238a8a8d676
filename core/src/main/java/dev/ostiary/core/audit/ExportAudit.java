package dev.ostiary.core.audit;

import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.transaction.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Reads a whole chain out, which is an event itself: it says who has seen what.
public final class ExportAudit {
    private final Transactions transactions;
    private final AuditLog log;
    private final Randomness randomness;
    private final Clock clock;

    public ExportAudit(Transactions transactions, AuditLog log, Randomness randomness, Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Begins an export of what the chain holds now.
    ///
    /// @param organization whose chain; empty for the installation's
    /// @param name what people call that
    /// @param format the form it is written in, for the event
    public AuditExport begin(
            Actor actor, Optional<OrganizationId> organization, String name, AuditFilter filter, String format) {
        AuditChain chain = AuditChain.of(organization);
        return transactions.inTransaction(() -> {
            long end = log.head(chain).map(AuditPoint::seq).orElse(0L);
            AuditExport export = AuditExport.upTo(log, chain, filter, end);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            AuditChanges changes =
                    AuditChanges.made(filter.asTexts()).with("format", format).with("upTo", Long.toString(end));
            log.append(List.of(new AuditEvent(
                    AuditEventId.create(randomness, now),
                    organization,
                    now,
                    actor,
                    AuditAction.AUDIT_EXPORTED,
                    new AuditSubject(AuditAction.AUDIT_EXPORTED.subjectKind(), chain.name(), name),
                    changes)));
            return export;
        });
    }
}
