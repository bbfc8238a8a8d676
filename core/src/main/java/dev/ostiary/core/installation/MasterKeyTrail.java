package dev.ostiary.core.installation;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Writes down in the installation's chain what is done to generations of the master key.
record MasterKeyTrail(AuditLog audit, Randomness randomness) {
    /// A generation was made, or came with the keyset of a start. Last in the running transaction.
    void created(Actor actor, int generation, Instant at) {
        append(
                actor,
                AuditAction.MASTER_KEY_CREATED,
                generation,
                AuditChanges.made(Map.of("generation", Integer.toString(generation))),
                at);
    }

    /// Something was done to a generation. Last in the running transaction.
    void append(Actor actor, AuditAction action, int generation, AuditChanges changes, Instant at) {
        audit.append(new AuditEvent(
                AuditEventId.create(randomness, at),
                Optional.empty(),
                at,
                actor,
                action,
                new AuditSubject(action.subjectKind(), Integer.toString(generation), "generation " + generation),
                changes));
    }
}
