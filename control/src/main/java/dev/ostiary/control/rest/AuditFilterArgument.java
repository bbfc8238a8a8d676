package dev.ostiary.control.rest;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads `?actor=…&action=…&subject=…&from=…&to=…&text=…` into an [AuditFilter].
public final class AuditFilterArgument implements HandlerMethodArgumentResolver {
    private static final int LONGEST = 200;
    private static final String TEXT = "give 1 to 200 characters, none of them control characters, once";
    private static final String TIME = "give one time such as 2030-01-31T00:00:00Z";
    private static final String ACTION = "give one action such as key.revoked; docs/audit.md lists them all";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == AuditFilter.class;
    }

    @Override
    public AuditFilter resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return read(request::getParameterValues);
    }

    /// The same of parameters from elsewhere.
    ///
    /// @param parameters the values of each by its name, null for none
    public static AuditFilter read(Function<String, String @Nullable []> parameters) {
        Reader reader = new Reader(parameters);
        AuditFilter filter = new AuditFilter(
                reader.read("actor", AuditFilterArgument::text, TEXT),
                reader.read("action", AuditAction::parse, ACTION),
                reader.read("subject", AuditFilterArgument::text, TEXT),
                reader.read("from", Fields::time, TIME),
                reader.read("to", Fields::time, TIME),
                reader.read("text", AuditFilterArgument::text, TEXT));
        if (!reader.problems.isEmpty()) {
            throw new RefusedException(ProblemCode.REQUEST_INVALID, reader.problems);
        }
        return filter;
    }

    private static Optional<String> text(String text) {
        boolean isText = !text.isEmpty()
                && text.length() <= LONGEST
                && text.codePoints()
                        .noneMatch(character -> Character.isISOControl(character)
                                || Character.getType(character) == Character.SURROGATE);
        return isText ? Optional.of(Normalizer.normalize(text, Normalizer.Form.NFC)) : Optional.empty();
    }

    private static final class Reader {
        private final Function<String, String @Nullable []> parameters;
        private final List<FieldProblem> problems = new ArrayList<>();

        Reader(Function<String, String @Nullable []> parameters) {
            this.parameters = parameters;
        }

        <T> Optional<T> read(String name, Function<String, Optional<T>> type, String remedy) {
            String[] given = parameters.apply(name);
            if (given == null) {
                return Optional.empty();
            }
            Optional<T> value = given.length == 1 ? type.apply(given[0]) : Optional.empty();
            if (value.isEmpty()) {
                problems.add(new FieldProblem(name, remedy));
            }
            return value;
        }
    }
}
