package dev.ostiary.control.rest;

import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.vault.ProviderKeyListing;
import dev.ostiary.core.vault.ProviderKeySort;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `?search=…&sort=…` of a listing of provider keys.
public final class ProviderKeyQuery {
    /// Newest first, as every listing.
    private static final String DEFAULT_SORT = "-created";

    private static final Map<String, ProviderKeySort> SORTS = Map.of(
            "name", ProviderKeySort.NAME,
            "created", ProviderKeySort.CREATED,
            "changed", ProviderKeySort.CHANGED,
            "last-used", ProviderKeySort.LAST_USED);

    private static final int MAX_SEARCH = 100;

    private ProviderKeyQuery() {}

    public static ProviderKeyListing read(Optional<String> search, Optional<String> sort, PageRequest page) {
        List<FieldProblem> problems = new ArrayList<>();
        if (search.filter(text -> !isSearch(text)).isPresent()) {
            problems.add(new FieldProblem("search", "give a part of a name, 1 to " + MAX_SEARCH + " characters"));
        }
        String wanted = sort.orElse(DEFAULT_SORT);
        boolean isDescending = wanted.startsWith("-");
        ProviderKeySort order = SORTS.get(isDescending ? wanted.substring(1) : wanted);
        if (order == null) {
            problems.add(new FieldProblem(
                    "sort", "give name, created, changed or last-used, with - before it for the other way round"));
        }
        if (order == null || !problems.isEmpty()) {
            throw new RefusedException(ProblemCode.REQUEST_INVALID, problems);
        }
        // As names are kept.
        Optional<String> normalised = search.map(text -> Normalizer.normalize(text, Normalizer.Form.NFC));
        return ProviderKeyListing.of(normalised, order, isDescending, page);
    }

    private static boolean isSearch(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_SEARCH
                && text.codePoints().noneMatch(ProviderKeyQuery::isUnsearchable);
    }

    /// In no name, and not every database takes it.
    private static boolean isUnsearchable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
