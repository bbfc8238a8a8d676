package dev.ostiary.core.audit;

import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Writes down who has read what is sensitive, before it is answered. The same question of the same actor is one event
/// in ten minutes, so that a page that asks again and again, or the parts of a long list, do not fill the trail. Thread
/// safe.
public final class ReadTrail {
    /// For how long the same question is not written down again.
    public static final Duration QUIET = Duration.ofMinutes(10);

    private static final int MOST_REMEMBERED = 10_000;

    private final Transactions transactions;
    private final AuditLog audit;
    private final Randomness randomness;
    private final Clock clock;
    private final Map<Question, Instant> asked = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public ReadTrail(Transactions transactions, AuditLog audit, Randomness randomness, Clock clock) {
        this.transactions = transactions;
        this.audit = audit;
        this.randomness = randomness;
        this.clock = clock;
    }

    private record Question(
            Actor.Kind kind,
            String actor,
            Optional<OrganizationId> organization,
            AuditAction action,
            String subject,
            AuditChanges what) {}

    /// Writes it down.
    ///
    /// @param organization whose things; empty for the installation's
    /// @param subject the identifier of what was read
    /// @param name what people call that
    /// @param what the criteria, if any
    public void note(
            Actor actor,
            Optional<OrganizationId> organization,
            AuditAction action,
            String subject,
            String name,
            AuditChanges what) {
        Question question = new Question(actor.kind(), actor.id(), organization, action, subject, what);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (isFresh(question, now)) {
            return;
        }
        transactions.inTransaction(() -> {
            audit.append(new AuditEvent(
                    AuditEventId.create(randomness, now),
                    organization,
                    now,
                    actor,
                    action,
                    new AuditSubject(action.subjectKind(), subject, name),
                    what));
            return now;
        });
        synchronized (asked) {
            asked.put(question, now);
        }
    }

    private boolean isFresh(Question question, Instant now) {
        synchronized (asked) {
            Instant last = asked.get(question);
            return last != null && now.isBefore(last.plus(QUIET));
        }
    }
}
