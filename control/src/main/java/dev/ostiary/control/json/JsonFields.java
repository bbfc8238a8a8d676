package dev.ostiary.control.json;

import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of one body. They are asked for one by one; what is wrong with any of them is gathered, and [#finish]
/// refuses for all of it at once: wrong fields, unknown fields (an identifier or a time that only we may set is unknown
/// too), and fields that stand twice.
public final class JsonFields {
    /// A name that is safe to repeat: too short to hold a key of ours, so a secret in the wrong place is not
    /// echoed.
    private static final Pattern REPEATABLE = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private static final int MAX_PROBLEMS = 20;

    private final Map<String, JsonNode> values;
    private final Set<String> duplicates;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<FieldProblem> problems = new ArrayList<>();

    JsonFields(Map<String, JsonNode> values, Set<String> duplicates) {
        this.values = values;
        this.duplicates = duplicates;
    }

    /// The fields of an object inside a body.
    public static JsonFields of(JsonNode object) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        object.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        return new JsonFields(values, Set.of());
    }

    /// The field's value; empty, and a problem, when it is absent, null or wrong.
    public <T> Optional<T> required(String field, FieldType<T> type) {
        known.add(field);
        JsonNode value = values.get(field);
        if (value == null || value.isNull()) {
            problem(field, "missing: " + type.remedy());
            return Optional.empty();
        }
        return read(field, value, type);
    }

    /// The field's value; empty when it is absent or null, which mean the same.
    public <T> Optional<T> optional(String field, FieldType<T> type) {
        known.add(field);
        JsonNode value = values.get(field);
        return value == null || value.isNull() ? Optional.empty() : read(field, value, type);
    }

    /// The new value of a field that may be changed and not emptied; empty when it is absent. Null is a problem.
    public <T> Optional<T> change(String field, FieldType<T> type) {
        known.add(field);
        JsonNode value = values.get(field);
        if (value != null && value.isNull()) {
            problem(field, "leave it out to keep it, or " + type.remedy());
            return Optional.empty();
        }
        return value == null ? Optional.empty() : read(field, value, type);
    }

    /// Whether the field stands there with the value null.
    public boolean isNull(String field) {
        JsonNode value = values.get(field);
        return value != null && value.isNull();
    }

    /// Whether the field stands there with any other value than null.
    public boolean isGiven(String field) {
        JsonNode value = values.get(field);
        return value != null && !value.isNull();
    }

    /// Notes that something is wrong with a field.
    public void problem(String field, String remedy) {
        problems.add(new FieldProblem(field, remedy));
    }

    /// Makes the request, when nothing is wrong.
    ///
    /// @throws RefusedException `request.invalid` with everything that is wrong
    public <T> T finish(Supplier<T> request) {
        duplicates.forEach(field -> problem(repeatable(field), "name it once"));
        values.keySet().stream()
                .filter(field -> !known.contains(field))
                .forEach(field ->
                        problem(repeatable(field), "remove it: the fields here are " + String.join(", ", known)));
        if (!problems.isEmpty()) {
            throw new RefusedException(
                    ProblemCode.REQUEST_INVALID, problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)));
        }
        return request.get();
    }

    private <T> Optional<T> read(String field, @Nullable JsonNode value, FieldType<T> type) {
        if (value != null && !type.isSecret() && HeldKeys.isIn(value)) {
            problem(field, "take the key out of it, and revoke that key if it was meant to stay secret");
            return Optional.empty();
        }
        Optional<T> read = value == null ? Optional.empty() : type.reader().apply(value);
        if (read.isEmpty()) {
            problem(field, type.remedy());
        }
        return read;
    }

    /// A name as it may be repeated.
    public static String repeatable(String field) {
        return REPEATABLE.matcher(field).matches() ? field : "(unnamed)";
    }
}
