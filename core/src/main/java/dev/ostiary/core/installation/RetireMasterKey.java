package dev.ostiary.core.installation;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.secret.MasterKeyset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Ends a generation of the master key that nothing needs any more, and removes it from where it is kept.
public final class RetireMasterKey {
    private final MasterKeyRotation rotation;
    private final MasterKeyStore generations;
    private final MasterKeyHome home;

    public RetireMasterKey(MasterKeyRotation rotation, MasterKeyStore generations, MasterKeyHome home) {
        this.rotation = rotation;
        this.generations = generations;
        this.home = home;
    }

    /// Retires the generation.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`; `generation.in-use`, with what needs it
    public Recorded<Integer> retire(Actor actor, int generation) {
        actor.require(Permission.INSTALLATION_MANAGE);
        rotation.inTransaction(actor, present -> {
            List<MasterKeyRecord> records = generations.lock();
            MasterKeyRecord record = records.stream()
                    .filter(known -> known.generation() == generation && known.isLive())
                    .findFirst()
                    .orElseThrow(RefusedException::notFound);
            List<FieldProblem> problems = problems(records, record);
            if (!problems.isEmpty()) {
                throw new RefusedException(ProblemCode.MASTER_KEY_IN_USE, problems);
            }
            generations.update(record.retired(rotation.now()));
            rotation.audit(
                    present,
                    AuditAction.MASTER_KEY_RETIRED,
                    generation,
                    AuditChanges.removed(Map.of("generation", Integer.toString(generation))));
            return generation;
        });
        return new Recorded<>(generation, forget(generation));
    }

    private List<FieldProblem> problems(List<MasterKeyRecord> records, MasterKeyRecord record) {
        if (record.generation() >= MasterKeyCheck.active(records).orElse(0)) {
            return List.of(new FieldProblem("generation", "it is the newest; rotate first"));
        }
        MasterKeyUse use = generations.use(rotation.now()).getOrDefault(record.generation(), MasterKeyUse.NONE);
        List<FieldProblem> problems = new ArrayList<>();
        addUnlessNone(
                problems, "providerKeys", use.providerKeys(), "are being encrypted anew; wait until none is left");
        addUnlessNone(problems, "apiKeys", use.apiKeys(), "have its pepper in their digest; replace or revoke them");
        addUnlessNone(
                problems, "managementKeys", use.managementKeys(), "have its pepper in their digest; replace them");
        return problems;
    }

    private static void addUnlessNone(List<FieldProblem> problems, String field, long count, String remedy) {
        if (count > 0) {
            problems.add(new FieldProblem(field, count + " " + remedy));
        }
    }

    /// A retired generation that is still kept somewhere is passed over, so failing here does no harm.
    private Applied forget(int generation) {
        try {
            MasterKeyset kept = home.read();
            if (home.isWritable() && kept.find(generation).isPresent()) {
                home.write(kept.without(generation));
            }
            rotation.advance();
            return rotation.reach(generation);
        } catch (StoreException unreachable) {
            return Applied.UNKNOWN;
        }
    }
}
