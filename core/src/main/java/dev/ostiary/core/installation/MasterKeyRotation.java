package dev.ostiary.core.installation;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.node.NodeRegistry;
import dev.ostiary.core.node.NodeReport;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyRing;
import dev.ostiary.core.secret.MasterKeyset;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Carries a rotation on: notes which generations this process has, and puts a new one to use as soon as every live
/// gateway has it. Called again and again while a process runs, on every control plane; each step is done once.
public final class MasterKeyRotation {
    private final ActorTransactions transactions;
    private final MasterKeyStore generations;
    private final MasterKeyTrail trail;
    private final NodeRegistry nodes;
    private final MasterKeyRing ring;
    private final Clock clock;
    private final Set<NodeId> own = ConcurrentHashMap.newKeySet();

    public MasterKeyRotation(
            ActorTransactions transactions,
            MasterKeyStore generations,
            AuditLog audit,
            NodeRegistry nodes,
            MasterKeyRing ring,
            Randomness randomness,
            Clock clock) {
        this.transactions = transactions;
        this.generations = generations;
        this.trail = new MasterKeyTrail(audit, randomness);
        this.nodes = nodes;
        this.ring = ring;
        this.clock = clock;
    }

    /// Adds a node of this process, for which [#hold] speaks.
    public void add(NodeId node) {
        own.add(node);
    }

    /// Lets the others know which generations the nodes of this process have at hand.
    public void hold() {
        for (MasterKeyRecord record : generations.list()) {
            if (record.isLive() && isOurs(record, ring.keyset())) {
                hold(record.generation());
            }
        }
    }

    private void hold(int generation) {
        Set<NodeId> known = generations.holders(generation);
        own.stream().filter(node -> !known.contains(node)).forEach(node -> generations.hold(generation, node, now()));
    }

    /// Puts the newest generation to use when every live gateway has it, and goes over to the one in use.
    public void advance() {
        hold();
        List<MasterKeyRecord> records = generations.list();
        if (records.isEmpty()) {
            return;
        }
        MasterKeyRecord newest = records.getLast();
        if (!newest.isActivated()
                && isOurs(newest, ring.keyset())
                && reach(newest.generation()).isComplete()) {
            records = transactions.inTransaction(() -> activate(newest.generation()));
        }
        follow(records, ring.keyset());
    }

    /// Goes over to a keyset that was read anew: retired generations are left out, and the newest one in use that
    /// it has is what new things are made under. Without one of those it changes nothing.
    public void follow(MasterKeyset keyset) {
        follow(generations.list(), keyset);
    }

    private void follow(List<MasterKeyRecord> records, MasterKeyset keyset) {
        MasterKeyset readable = keyset;
        for (MasterKeyRecord record : records) {
            if (!record.isLive() && readable.find(record.generation()).isPresent()) {
                readable = readable.without(record.generation());
            }
        }
        MasterKeyset known = readable;
        MasterKeyCheck.active(
                        records.stream().filter(record -> isOurs(record, known)).toList())
                .ifPresent(active -> ring.replace(known, active));
    }

    private List<MasterKeyRecord> activate(int generation) {
        List<MasterKeyRecord> records = generations.lock();
        MasterKeyRecord record = records.getLast();
        if (record.generation() == generation && !record.isActivated()) {
            generations.update(record.activated(now()));
            AuditChanges changes =
                    AuditChanges.between(active(MasterKeyCheck.active(records).orElse(0)), active(generation));
            audit(Actor.system(), AuditAction.MASTER_KEY_ACTIVATED, generation, changes);
        }
        return generations.list();
    }

    /// How the generations stand.
    MasterKeyStatus status(MasterKeyHome home) {
        Map<Integer, MasterKeyUse> use = generations.use(now());
        return new MasterKeyStatus(
                home.kind(),
                ring.active(),
                generations.list().reversed().stream()
                        .filter(MasterKeyRecord::isLive)
                        .map(record -> new MasterKeyStatus.Generation(
                                record,
                                use.getOrDefault(record.generation(), MasterKeyUse.NONE),
                                reach(record.generation())))
                        .toList());
    }

    /// How many of the live gateways have a generation.
    Applied reach(int generation) {
        Set<NodeId> holders = generations.holders(generation);
        List<NodeId> live = nodes.list().stream()
                .filter(NodeReport::isLive)
                .map(report -> report.heartbeat().node().id())
                .toList();
        return new Applied((int) live.stream().filter(holders::contains).count(), live.size());
    }

    /// Whether the keyset has that generation, and the very same.
    private static boolean isOurs(MasterKeyRecord record, MasterKeyset keyset) {
        return keyset.find(record.generation())
                .filter(key -> key.checkValue().equals(record.check()))
                .isPresent();
    }

    /// In whole milliseconds, as every store keeps it.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Does something in one transaction for who may do it now.
    <T> T inTransaction(Actor actor, Function<Actor, T> work) {
        return transactions.by(actor, present -> {
            present.require(Permission.INSTALLATION_MANAGE);
            return work.apply(present);
        });
    }

    private static Map<String, String> active(int generation) {
        return generation == 0 ? Map.of() : Map.of("active", Integer.toString(generation));
    }

    /// Writes down that a generation was made. Last in the running transaction.
    void auditCreated(Actor actor, int generation) {
        trail.created(actor, generation, now());
    }

    /// Writes down in the installation's chain what is done to a generation. Last in the running transaction.
    void audit(Actor actor, AuditAction action, int generation, AuditChanges changes) {
        trail.append(actor, action, generation, changes, now());
    }
}
