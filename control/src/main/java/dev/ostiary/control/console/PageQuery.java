package dev.ostiary.control.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.control.rest.NamedListingArgument;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.PageRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;

/// What the address of a page with a list asks for: criteria, the ones left blank aside, an order, and which part
/// of the list. Lists are paged by cursors, which know of what comes next only; the way back is kept in the
/// address.
public final class PageQuery {
    private static final int PAGE = 50;
    private static final String CURSOR = "cursor";
    private static final String BACK = "back";

    /// Addresses have an end. From farther on, one gets back by so many steps, and then to the beginning.
    private static final int MOST_BACK = 41;

    private static final Pattern CURSORS =
            Pattern.compile("[A-Za-z0-9_-]{1,300}(\\.[A-Za-z0-9_-]{1,300}){0," + (MOST_BACK - 1) + "}");

    private final String path;
    private final MultiValueMap<String, String> criteria = new LinkedMultiValueMap<>();
    private final Optional<String> cursor;
    private final Deque<String> back = new ArrayDeque<>();

    /// @param path of the page
    /// @param given its parameters
    public PageQuery(String path, MultiValueMap<String, String> given) {
        this.path = path;
        given.forEach((name, values) -> {
            List<String> filled =
                    values.stream().filter(value -> !value.isBlank()).toList();
            if (!filled.isEmpty() && !name.equals(CURSOR) && !name.equals(BACK)) {
                criteria.put(name, new ArrayList<>(filled));
            }
        });
        this.cursor = one(given, CURSOR);
        one(given, BACK)
                .filter(cursors -> CURSORS.matcher(cursors).matches())
                .ifPresent(cursors -> back.addAll(List.of(cursors.split("\\.", -1))));
    }

    private static Optional<String> one(MultiValueMap<String, String> given, String name) {
        return Optional.ofNullable(given.getFirst(name)).filter(value -> !value.isBlank());
    }

    /// What is looked for, and in what order.
    public MultiValueMap<String, String> criteria() {
        return criteria;
    }

    /// The one value of a criterion, for the field that it was chosen in.
    public String value(String name) {
        return Optional.ofNullable(criteria.getFirst(name)).orElse("");
    }

    /// Whether anything is looked for.
    public boolean isNarrowed() {
        return criteria.keySet().stream().anyMatch(name -> !name.equals("sort"));
    }

    /// The part of the list.
    public PageRequest page() {
        return new PageRequest(PAGE, cursor);
    }

    /// The part of a list of things with names.
    public NamedListing named() {
        return NamedListingArgument.read(criteria, page());
    }

    /// Where the next part is.
    public Optional<String> next(Optional<String> nextCursor) {
        return nextCursor.map(next -> {
            Deque<String> trail = new ArrayDeque<>(back);
            trail.addLast(cursor.orElse("-"));
            while (trail.size() > MOST_BACK) {
                trail.removeFirst();
            }
            return address(Optional.of(next), trail);
        });
    }

    /// Where the part before this one is; empty on the first.
    public Optional<String> previous() {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        Deque<String> trail = new ArrayDeque<>(back);
        Optional<String> before = Optional.ofNullable(trail.pollLast()).filter(last -> !last.equals("-"));
        return Optional.of(address(before, trail));
    }

    /// Where the same is in another order, from its beginning.
    public String sorted(String order) {
        MultiValueMap<String, String> other = new LinkedMultiValueMap<>(criteria);
        other.set("sort", order);
        return address(path, other);
    }

    /// The same criteria at another path, such as an export's.
    public String address(String elsewhere) {
        return address(elsewhere, criteria);
    }

    private String address(Optional<String> to, Deque<String> trail) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>(criteria);
        to.ifPresent(found -> parameters.add(CURSOR, found));
        if (!trail.isEmpty()) {
            parameters.add(BACK, String.join(".", trail));
        }
        return address(path, parameters);
    }

    /// Everything is written so that it is read as it was: a plus, too, which may stand in addresses, and which
    /// servers take for a blank.
    private static String address(String path, MultiValueMap<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> written(parameter.getKey()) + "=" + written(value)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String written(String text) {
        return UriUtils.encode(text, UTF_8);
    }
}
