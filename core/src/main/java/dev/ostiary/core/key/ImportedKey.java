package dev.ostiary.core.key;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.List;

/// What became of a key that was to be taken in.
public sealed interface ImportedKey {
    /// It is there now.
    record Taken(KeyId id) implements ImportedKey {}

    /// It was there already, and stays as it is.
    record Present() implements ImportedKey {}

    /// It is not taken.
    ///
    /// @param fields what to do about it, where that is more than the problem says
    record Refused(ProblemCode problem, List<FieldProblem> fields) implements ImportedKey {
        public Refused {
            fields = List.copyOf(fields);
        }

        Refused(ProblemCode problem) {
            this(problem, List.of());
        }

        Refused(RefusedException refused) {
            this(refused.code(), refused.fields());
        }
    }
}
