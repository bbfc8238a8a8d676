package dev.ostiary.core.installation;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyset;
import java.util.List;
import java.util.Optional;

/// Makes a new generation of the master key, and with it a new pepper. It is put to use as soon as every live gateway
/// has it: at once where there is one process. Until they are retired, older generations stay readable.
public final class RotateMasterKey {
    private final MasterKeyRotation rotation;
    private final MasterKeyStore generations;
    private final MasterKeyHome home;
    private final Randomness randomness;

    public RotateMasterKey(
            MasterKeyRotation rotation, MasterKeyStore generations, MasterKeyHome home, Randomness randomness) {
        this.rotation = rotation;
        this.generations = generations;
        this.home = home;
        this.randomness = randomness;
    }

    /// How the master key stands.
    ///
    /// @throws RefusedException `permission.denied`
    public MasterKeyStatus status(Actor actor) {
        actor.require(Permission.INSTALLATION_MANAGE);
        return rotation.status(home);
    }

    /// Makes the generation.
    ///
    /// @return its number, and how many gateways have it
    /// @throws RefusedException `permission.denied`; `rotation.not-writable`; `rotation.in-progress` while the
    ///     generation before it is not in use yet
    public synchronized Recorded<Integer> rotate(Actor actor) {
        actor.require(Permission.INSTALLATION_MANAGE);
        if (!home.isWritable()) {
            throw new RefusedException(ProblemCode.MASTER_KEY_FIXED);
        }
        int next = next(generations.list());
        MasterKeyset keyset = safe(next);
        rotation.inTransaction(actor, present -> {
            if (next(generations.lock()) != next) {
                throw new RefusedException(ProblemCode.MASTER_KEY_ROTATING);
            }
            generations.insert(new MasterKeyRecord(
                    next,
                    keyset.find(next).orElseThrow().checkValue(),
                    new Stamp(rotation.now(), actor.name()),
                    Optional.empty(),
                    Optional.empty()));
            rotation.auditCreated(present, next);
            return next;
        });
        return new Recorded<>(next, reach(keyset, next));
    }

    private static int next(List<MasterKeyRecord> records) {
        MasterKeyRecord newest = records.getLast();
        if (!newest.isActivated()) {
            throw new RefusedException(ProblemCode.MASTER_KEY_ROTATING);
        }
        return newest.generation() + 1;
    }

    /// The keyset with the new generation in it, written where it is kept before the database knows of it: a
    /// generation that is in the database only would be lost with the process.
    private MasterKeyset safe(int next) {
        MasterKeyset kept = home.read();
        if (kept.find(next).isPresent()) {
            // Left by a rotation that ended before the database knew of it.
            return kept;
        }
        MasterKeyset more = kept.with(next, MasterKey.generate(randomness));
        home.write(more);
        return more;
    }

    /// It is done and must be answered so, even when the store fails now.
    private Applied reach(MasterKeyset keyset, int generation) {
        try {
            rotation.follow(keyset);
            rotation.advance();
            return rotation.reach(generation);
        } catch (StoreException unreachable) {
            return Applied.UNKNOWN;
        }
    }
}
