package dev.ostiary.control.problem;

import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import java.util.List;
import java.util.Map;

/// What is to be answered to a request that failed: the code, the wrong fields, and headers that belong to the answer.
public record Refusal(ProblemCode code, List<FieldProblem> fields, Map<String, String> headers) {
    public Refusal {
        fields = List.copyOf(fields);
        headers = Map.copyOf(headers);
    }

    /// A refusal that the code says everything of.
    public static Refusal of(ProblemCode code) {
        return new Refusal(code, List.of(), Map.of());
    }

    static Refusal ofField(String field, String remedy) {
        return new Refusal(ProblemCode.REQUEST_INVALID, List.of(new FieldProblem(field, remedy)), Map.of());
    }

    Refusal withHeader(String name, String value) {
        return new Refusal(code, fields, Map.of(name, value));
    }
}
