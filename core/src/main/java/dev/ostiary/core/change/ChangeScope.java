package dev.ostiary.core.change;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operation may say inside its transaction: who did what when, and what nodes must learn of it.
public final class ChangeScope {
    private final Actor actor;
    private final Instant now;
    private final AuditLog audit;
    private final Randomness randomness;
    private final List<Announcement> announcements = new ArrayList<>();

    ChangeScope(Actor actor, Instant now, AuditLog audit, Randomness randomness) {
        this.actor = actor;
        this.now = now;
        this.audit = audit;
        this.randomness = randomness;
    }

    /// The instant of the whole operation.
    public Instant now() {
        return now;
    }

    /// The instant and the actor.
    public Stamp stamp() {
        return new Stamp(now, actor.name());
    }

    /// Writes down what is done to a thing of an organization.
    public void audit(OrganizationId organization, String action, String subject, Map<String, String> details) {
        audit.append(new AuditEvent(
                AuditEventId.create(randomness, now), Optional.of(organization), now, actor, action, subject, details));
    }

    /// Lets every node know that a thing has changed. Numbered at the end of the transaction, so that the lock on
    /// the numbers is held for a moment only.
    public void announce(Change.Kind kind, String subject) {
        announcements.add(new Announcement(kind, subject));
    }

    /// Numbers what was announced; 0 when nothing was.
    long appendTo(ChangeLog changes) {
        long seq = 0;
        for (Announcement announcement : announcements) {
            seq = changes.append(announcement.kind(), announcement.subject());
        }
        return seq;
    }

    private record Announcement(Change.Kind kind, String subject) {}
}
