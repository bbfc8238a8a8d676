package dev.ostiary.benchmarks;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.audit.AuditVerdict;
import dev.ostiary.core.audit.AuditVerifier;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.store.Store;
import dev.ostiary.store.PostgresConfig;
import dev.ostiary.store.PostgresStore;
import dev.ostiary.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How fast audit events are written, one a transaction on one thread and many a transaction, and how long it takes to
/// verify a chain of them. On a new SQLite file, or a new PostgreSQL database.
///
///     AuditFigures --events N [--file FILE | --database URL --user U --password P]
final class AuditFigures {
    private static final int SINGLE = 2_000;
    private static final int BATCH = 1_000;

    private final Randomness randomness = new Randomness();
    private final Clock clock = Clock.systemUTC();
    private final Actor actor = new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_bench", "bench", Grants.everything())
            .from(new AuditSource("192.0.2.7", "req_01kj3x5v9rn2c8q4w6t0ya7mze", "curl/8.14.1"));

    private AuditFigures() {}

    public static void main(String... arguments) {
        Arguments given = Arguments.parse(arguments);
        int events = given.number("events");
        try (Store store = given.optional("file").isPresent()
                ? SqliteStore.open(Path.of(given.text("file")))
                : PostgresStore.open(new PostgresConfig(
                        given.text("database"), given.text("user"), Secret.of(given.text("password"))))) {
            new AuditFigures().measure(store, events);
        }
    }

    private void measure(Store store, int events) {
        append(store, 500, 1);
        double single = append(store, SINGLE, 1);
        double batched = append(store, events - SINGLE - 500, BATCH);
        AuditVerifier verifier = new AuditVerifier(store.audit());
        long started = System.nanoTime();
        AuditVerdict verdict =
                verifier.verify(AuditChain.INSTALLATION, AuditPoint.START, Optional.empty(), Integer.MAX_VALUE);
        double seconds = (System.nanoTime() - started) / 1e9;
        if (verdict.fault().isPresent() || verdict.verified().seq() != events) {
            throw new IllegalStateException("not verified: " + verdict);
        }
        new Figures("audit")
                .add("events", events)
                .add("written one a transaction, a second", Math.round(single))
                .add("written " + BATCH + " a transaction, a second", Math.round(batched))
                .add("verified in seconds", seconds)
                .print();
    }

    /// @return events a second
    private double append(Store store, int events, int batch) {
        long started = System.nanoTime();
        for (int written = 0; written < events; written += batch) {
            List<AuditEvent> together = new ArrayList<>(batch);
            for (int i = 0; i < Math.min(batch, events - written); i++) {
                together.add(event());
            }
            store.audit().append(together);
        }
        return events / ((System.nanoTime() - started) / 1e9);
    }

    private AuditEvent event() {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new AuditEvent(
                AuditEventId.create(randomness, at),
                Optional.empty(),
                at,
                actor,
                AuditAction.KEY_EDITED,
                new AuditSubject("key", KeyId.create(randomness, at).value(), "checkout service"),
                new AuditChanges(Map.of("name", "checkout"), Map.of("name", "checkout service")));
    }
}
