package dev.ostiary.app.server;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes down in the installation's chain that a backup was accepted: why events that somebody has noted are gone.
///
/// @param store the restored one
record RestoreTrail(Store store, Clock clock) {
    /// When nothing is known to be lost.
    void append() {
        append(AuditChanges.NONE);
    }

    /// When changes are lost. Last in the running transaction.
    void append(LostChanges lost, Predicate<String> isKept) {
        append(AuditChanges.between(
                        Map.of("change", Long.toString(lost.newest().seq())),
                        Map.of("change", Long.toString(lost.head())))
                .with("kept", ids(lost, isKept))
                .with("organizations", organizations(lost))
                .with("revoked", ids(lost, isKept.negate()))
                .with("sessions", "ended"));
    }

    private static String organizations(LostChanges lost) {
        return lost.organizations().stream().map(each -> each.id().value()).collect(Collectors.joining(", "));
    }

    private static String ids(LostChanges lost, Predicate<String> wanted) {
        Stream<String> keys = lost.keys().stream().map(key -> key.id().value());
        Stream<String> rights =
                lost.rights().stream().map(right -> right.withdrawal().id());
        return Stream.concat(keys, rights).filter(wanted).distinct().collect(Collectors.joining(", "));
    }

    private void append(AuditChanges changes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditAction action = AuditAction.INSTALLATION_RESTORED;
        AuditEvent event = new AuditEvent(
                AuditEventId.create(new Randomness(), now),
                Optional.empty(),
                now,
                Actor.system(),
                action,
                new AuditSubject(action.subjectKind(), AuditChain.INSTALLATION.name(), "the installation"),
                changes);
        store.transactions().inTransaction(() -> {
            store.audit().append(event);
            return event;
        });
    }
}
