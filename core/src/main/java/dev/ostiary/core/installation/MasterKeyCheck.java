package dev.ostiary.core.installation;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.transaction.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Holds a database to the master keys it was used with.
public final class MasterKeyCheck {
    private static final String SYSTEM = "system";

    private final Transactions transactions;
    private final InstallationStore installation;
    private final MasterKeyStore generations;
    private final MasterKeyTrail trail;
    private final Clock clock;

    public MasterKeyCheck(
            Transactions transactions,
            InstallationStore installation,
            MasterKeyStore generations,
            AuditLog audit,
            Randomness randomness,
            Clock clock) {
        this.transactions = transactions;
        this.installation = installation;
        this.generations = generations;
        this.trail = new MasterKeyTrail(audit, randomness);
        this.clock = clock;
    }

    /// Whether the database belongs to that keyset: it has every generation that is not retired, each as it was. A
    /// database that belongs to none yet belongs to it from now on, and generations that are new in it are taken
    /// up and written down; otherwise nothing is written.
    ///
    /// @return the generation that new things are made under; empty when the keyset is not the database's
    public OptionalInt claim(MasterKeyset keyset) {
        return transactions.inTransaction(() -> {
            Optional<String> known = installation.masterKeyCheck();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (known.isEmpty()) {
                installation.initialise(check(keyset, keyset.newest()));
                keyset.generations().forEach(generation -> insert(keyset, generation, now, Optional.of(now)));
                return OptionalInt.of(keyset.newest());
            }
            List<MasterKeyRecord> records = generations.lock();
            if (records.isEmpty() || mismatch(live(records), keyset).isPresent()) {
                return OptionalInt.empty();
            }
            int newest = records.getLast().generation();
            keyset.generations().tailSet(newest, false).forEach(generation -> {
                insert(keyset, generation, now, Optional.empty());
                trail.created(Actor.system(), generation, now);
            });
            return active(records);
        });
    }

    private void insert(MasterKeyset keyset, int generation, Instant now, Optional<Instant> activatedAt) {
        generations.insert(new MasterKeyRecord(
                generation, check(keyset, generation), new Stamp(now, SYSTEM), activatedAt, Optional.empty()));
    }

    private static String check(MasterKeyset keyset, int generation) {
        return keyset.find(generation).orElseThrow().checkValue();
    }

    /// The check values of the generations that are not retired.
    public static Map<Integer, String> live(List<MasterKeyRecord> records) {
        return records.stream()
                .filter(MasterKeyRecord::isLive)
                .collect(Collectors.toMap(
                        MasterKeyRecord::generation, MasterKeyRecord::check, (one, _) -> one, TreeMap::new));
    }

    /// The newest generation in use.
    static OptionalInt active(List<MasterKeyRecord> records) {
        return records.stream()
                .filter(MasterKeyRecord::isActivated)
                .mapToInt(MasterKeyRecord::generation)
                .max();
    }

    /// What is wrong with a keyset.
    ///
    /// @param generation the one that is wrong
    /// @param isMissing whether the keyset lacks it, rather than having another
    public record Mismatch(int generation, boolean isMissing) {}

    /// Why a database with those check values cannot be used with the keyset; empty when it can.
    public static Optional<Mismatch> mismatch(Map<Integer, String> checks, MasterKeyset keyset) {
        return checks.entrySet().stream()
                .filter(known -> keyset.find(known.getKey())
                        .filter(key -> key.checkValue().equals(known.getValue()))
                        .isEmpty())
                .map(known ->
                        new Mismatch(known.getKey(), keyset.find(known.getKey()).isEmpty()))
                .findFirst();
    }
}
