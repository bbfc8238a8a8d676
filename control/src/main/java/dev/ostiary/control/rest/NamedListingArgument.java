package dev.ostiary.control.rest;

import dev.ostiary.core.page.NameSearch;
import dev.ostiary.core.page.NameSort;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads `?search=…&sort=…&limit=…&cursor=…` into a [NamedListing].
public final class NamedListingArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == NamedListing.class;
    }

    @Override
    public NamedListing resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        List<FieldProblem> problems = new ArrayList<>();
        PageRequest page = PageRequestArgument.read(request, problems);
        return read(
                name -> Optional.ofNullable(request.getParameterValues(name))
                        .map(List::of)
                        .orElse(List.of()),
                page,
                problems);
    }

    /// Reads what the address of a page asks for.
    ///
    /// @throws RefusedException `request.invalid` with everything that is wrong
    public static NamedListing read(MultiValueMap<String, String> criteria, PageRequest page) {
        return read(name -> criteria.getOrDefault(name, List.of()), page, new ArrayList<>());
    }

    private static NamedListing read(
            Function<String, List<String>> given, PageRequest page, List<FieldProblem> problems) {
        Optional<NameSearch> search =
                one(given.apply("search"), NameSearch::parse, problems, "search", NameSearch.REMEDY);
        Optional<NameSort> sort = one(
                given.apply("sort"),
                text -> Words.of(NameSort.class, text),
                problems,
                "sort",
                "give newest, oldest, name or name_descending");
        if (!problems.isEmpty()) {
            throw new RefusedException(ProblemCode.REQUEST_INVALID, problems);
        }
        return new NamedListing(search, sort.orElse(NameSort.NEWEST), page);
    }

    private static <T> Optional<T> one(
            List<String> given,
            Function<String, Optional<T>> parse,
            List<FieldProblem> problems,
            String name,
            String remedy) {
        Optional<T> value = given.size() == 1 ? parse.apply(given.getFirst()) : Optional.empty();
        if (value.isEmpty() && !given.isEmpty()) {
            problems.add(new FieldProblem(name, given.size() == 1 ? remedy : "give it once"));
        }
        return value;
    }
}
