package dev.ostiary.core.audit;

import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.random.Randomness;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Writes down what is done to things of the installation, which no organization has.
public final class InstallationTrail {
    private final AuditLog audit;
    private final Randomness randomness;
    private final Clock clock;

    public InstallationTrail(AuditLog audit, Randomness randomness, Clock clock) {
        this.audit = audit;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Now, in whole milliseconds, as every store keeps it.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Adds an event, in the running transaction. Holds the end of the chain: call it last.
    ///
    /// @param subject the identifier of the thing
    /// @param name what people call it
    public void append(Actor actor, AuditAction action, String subject, String name, AuditChanges changes) {
        Instant now = now();
        audit.append(new AuditEvent(
                AuditEventId.create(randomness, now),
                Optional.empty(),
                now,
                actor,
                action,
                new AuditSubject(action.subjectKind(), subject, name),
                changes));
    }
}
