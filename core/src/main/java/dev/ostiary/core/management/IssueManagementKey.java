package dev.ostiary.core.management;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.StoredSecret;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.transaction.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Issues a management key for the whole installation: the one that the command line of the machine itself uses.
public final class IssueManagementKey {
    private final Transactions transactions;
    private final ManagementKeyStore keys;
    private final AuditLog audit;
    private final Randomness randomness;
    private final Supplier<Pepper> pepper;
    private final Clock clock;

    /// @param pepper the one to use at the moment
    public IssueManagementKey(
            Transactions transactions,
            ManagementKeyStore keys,
            AuditLog audit,
            Randomness randomness,
            Supplier<Pepper> pepper,
            Clock clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.audit = audit;
        this.randomness = randomness;
        this.pepper = pepper;
        this.clock = clock;
    }

    /// Issues a key that does not expire.
    public IssuedManagementKey issue(Actor actor, DisplayName name) {
        Secret secret = KeyFormat.generate(KeyType.MANAGEMENT, randomness);
        return transactions.inTransaction(() -> {
            // In whole milliseconds, as every store keeps it.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            ManagementKey key = new ManagementKey(
                    ManagementKeyId.create(randomness, now),
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    StoredSecret.of(secret, pepper.get()),
                    Optional.empty(),
                    new Stamp(now, actor.name()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            keys.insert(key);
            audit.append(new AuditEvent(
                    AuditEventId.create(randomness, now),
                    Optional.empty(),
                    now,
                    actor,
                    AuditAction.MANAGEMENT_KEY_ISSUED,
                    new AuditSubject(
                            AuditAction.MANAGEMENT_KEY_ISSUED.subjectKind(),
                            key.id().value(),
                            name.value()),
                    AuditChanges.made(Map.of("name", name.value()))));
            return new IssuedManagementKey(key, secret);
        });
    }
}
