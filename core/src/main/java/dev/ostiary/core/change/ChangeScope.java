package dev.ostiary.core.change;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an operation may say inside its transaction: who did what when, and what nodes must learn of it.
public final class ChangeScope {
    private final Actor actor;
    private final Instant now;
    private final Randomness randomness;
    private final List<AuditEvent> events = new ArrayList<>();
    private final List<Announcement> announcements = new ArrayList<>();

    ChangeScope(Actor actor, Instant now, Randomness randomness) {
        this.actor = actor;
        this.now = now;
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

    /// Whether the actor may do that there.
    public boolean may(Permission permission, OrganizationId organization) {
        return actor.grants().may(permission, organization);
    }

    /// Refuses what the actor may not do there: for what an operation needs beyond the permission that it names.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `permission.denied`
    public void require(Permission permission, OrganizationId organization) {
        actor.require(permission, organization);
    }

    /// The same for what is done in the installation and all organizations.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `permission.denied`
    public void require(Permission permission) {
        actor.require(permission);
    }

    /// Writes down what is done to a thing of an organization. Added at the end of the transaction, so that the
    /// lock on the end of the chain is held for a moment only, and after every other.
    ///
    /// @param subject the identifier of the thing
    /// @param name what people call it
    public void audit(
            OrganizationId organization, AuditAction action, String subject, String name, AuditChanges changes) {
        audit(Optional.of(organization), action, subject, name, changes);
    }

    /// The same for a thing that may be the installation's own, which is no organization's.
    public void audit(
            Optional<OrganizationId> organization,
            AuditAction action,
            String subject,
            String name,
            AuditChanges changes) {
        events.add(new AuditEvent(
                AuditEventId.create(randomness, now),
                organization,
                now,
                actor,
                action,
                new AuditSubject(action.subjectKind(), subject, name),
                changes));
    }

    /// Lets every node know that a thing has changed. Numbered at the end of the transaction, so that the lock on
    /// the numbers is held for a moment only.
    public void announce(Change.Kind kind, String subject) {
        announcements.add(new Announcement(kind, subject));
    }

    /// Adds what was done to the trail.
    void appendTo(AuditLog audit) {
        if (!events.isEmpty()) {
            audit.append(List.copyOf(events));
        }
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
