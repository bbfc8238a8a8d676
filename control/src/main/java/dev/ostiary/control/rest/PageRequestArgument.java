package dev.ostiary.control.rest;

import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads `?limit=…&cursor=…` into a [PageRequest].
public final class PageRequestArgument implements HandlerMethodArgumentResolver {
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public PageRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        List<FieldProblem> problems = new ArrayList<>();
        PageRequest page = read(request, problems);
        if (!problems.isEmpty()) {
            throw new RefusedException(ProblemCode.REQUEST_INVALID, problems);
        }
        return page;
    }

    /// The same as a part of something larger.
    ///
    /// @param problems takes what is wrong
    static PageRequest read(NativeWebRequest request, List<FieldProblem> problems) {
        return new PageRequest(limit(request, problems), cursor(request, problems));
    }

    private static int limit(NativeWebRequest request, List<FieldProblem> problems) {
        String[] given = request.getParameterValues("limit");
        if (given == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        int limit = given.length == 1 && LIMIT.matcher(given[0]).matches() ? Integer.parseInt(given[0]) : 0;
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            problems.add(new FieldProblem("limit", "give one whole number from 1 to " + PageRequest.MAX_LIMIT));
            return PageRequest.DEFAULT_LIMIT;
        }
        return limit;
    }

    private static Optional<String> cursor(NativeWebRequest request, List<FieldProblem> problems) {
        String[] given = request.getParameterValues("cursor");
        if (given == null) {
            return Optional.empty();
        }
        Optional<String> place = given.length == 1 ? CursorText.parse(given[0]) : Optional.empty();
        if (place.isEmpty()) {
            problems.add(new FieldProblem("cursor", "give the nextCursor of the page before, once"));
        }
        return place;
    }
}
