package dev.ostiary.core.vault;

import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.List;
import java.util.function.Supplier;

/// Tells which field it is when a name is taken (S3.6).
final class ProviderKeyNames {
    private static final FieldProblem TAKEN =
            new FieldProblem("name", "choose another name: a provider key of the organization has this one");

    private ProviderKeyNames() {}

    static <T> T naming(Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException refused) {
            throw refused.code() == ProblemCode.PROVIDER_KEY_NAME_TAKEN
                    ? new RefusedException(refused.code(), List.of(TAKEN))
                    : refused;
        }
    }
}
