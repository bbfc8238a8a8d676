package dev.ostiary.core.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A request that is refused for a reason its caller can mend. Not a fault: it is answered, not logged as an error.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<FieldProblem> fields;
    private final transient Optional<Duration> wait;

    public RefusedException(ProblemCode code) {
        this(code, List.of());
    }

    public RefusedException(ProblemCode code, List<FieldProblem> fields) {
        this(code, fields, Optional.empty());
    }

    private RefusedException(ProblemCode code, List<FieldProblem> fields, Optional<Duration> wait) {
        super(code.code(), null, false, false);
        this.code = code;
        this.fields = List.copyOf(fields);
        this.wait = wait;
    }

    /// A refusal to look at a sign-in before so much time has gone by.
    public static RefusedException throttled(Duration wait) {
        return new RefusedException(ProblemCode.SIGN_IN_THROTTLED, List.of(), Optional.of(wait));
    }

    /// A refusal for one wrong field.
    public static RefusedException field(String field, String remedy) {
        return new RefusedException(ProblemCode.REQUEST_INVALID, List.of(new FieldProblem(field, remedy)));
    }

    /// A refusal because the thing does not exist, or is another organization's, which must look the same.
    public static RefusedException notFound() {
        return new RefusedException(ProblemCode.RESOURCE_NOT_FOUND);
    }

    /// A refusal because the actor lacks a permission, which is named.
    public static RefusedException denied(String permission) {
        return new RefusedException(
                ProblemCode.PERMISSION_DENIED,
                List.of(new FieldProblem("permission", "use one with the permission " + permission)));
    }

    /// Refuses as not found what is not there.
    public static void requireFound(Optional<?> found) {
        if (found.isEmpty()) {
            throw notFound();
        }
    }

    public ProblemCode code() {
        return code;
    }

    /// How long to wait before trying again, when that is known.
    public Optional<Duration> retryAfter() {
        return wait;
    }

    /// The fields that are wrong; empty when the refusal is not about fields.
    public List<FieldProblem> fields() {
        return fields;
    }
}
