package dev.ostiary.control.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/// Lists can be gone through in both directions, though cursors know of what comes next only.
class PageQueryTest {
    private static final String PATH = "/org/org_1/settings/api-keys";

    private static PageQuery query(Map<String, String> given) {
        MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
        given.forEach(values::add);
        return new PageQuery(PATH, values);
    }

    /// The page at an address, as a browser asks for it.
    private static PageQuery at(String address) {
        MultiValueMap<String, String> decoded = new LinkedMultiValueMap<>();
        UriComponentsBuilder.fromUriString(address)
                .build()
                .getQueryParams()
                .forEach((name, values) -> values.forEach(value -> decoded.add(name, URLDecoder.decode(value, UTF_8))));
        return new PageQuery(PATH, decoded);
    }

    private static PageQuery next(PageQuery query, String cursor) {
        return at(query.next(Optional.of(cursor)).orElseThrow());
    }

    private static PageQuery previous(PageQuery query) {
        return at(query.previous().orElseThrow());
    }

    /// The first page has none before it, the last none behind it.
    @Test
    void ends_haveNoWayOn() {
        assertEquals(Optional.empty(), query(Map.of()).previous());
        assertEquals(Optional.empty(), query(Map.of()).next(Optional.empty()));
    }

    /// The way forth is the way back, with the search.
    @Test
    void previous_afterNext_isWhereOneWas() {
        PageQuery first = query(Map.of("search", "a&b=c d+ü"));
        PageQuery second = next(first, "c1");
        PageQuery third = next(second, "c2");

        assertEquals(Optional.of("c2"), third.page().cursor());
        assertEquals("a&b=c d+ü", third.value("search"));
        assertEquals(Optional.of("c1"), previous(third).page().cursor());
        assertEquals(Optional.empty(), previous(previous(third)).page().cursor());
        assertEquals("a&b=c d+ü", previous(previous(third)).value("search"));
    }

    /// Behind more pages than an address has room for, one still gets back page by page, as far as is known.
    @Test
    void previous_farBehind_isThePageBefore() {
        PageQuery page = query(Map.of());
        for (int i = 1; i <= 60; i++) {
            page = next(page, "c" + i);
        }
        for (int i = 59; i >= 20; i--) {
            page = previous(page);
            assertEquals(Optional.of("c" + i), page.page().cursor());
        }
    }

    /// A way back that no page of ours has written leads to the beginning.
    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".", "a b", "<script>", "//elsewhere.test", "a.b/"})
    void previous_waySomebodyMadeUp_isTheBeginning(String back) {
        PageQuery query = query(Map.of("cursor", "c9", "back", back));

        assertEquals(Optional.of(PATH), query.previous());
    }

    /// A blank criterion is none; another order begins at the beginning, and is no search.
    @Test
    void criteria_blankOnes_areAside() {
        PageQuery query = query(Map.of("search", " ", "status", "active", "cursor", "c1", "back", "-"));

        assertEquals(Map.of("status", List.of("active")), query.criteria());
        assertEquals("", query.value("search"));
        assertTrue(query.isNarrowed());
        assertEquals(PATH + "?status=active&sort=-name", query.sorted("-name"));
        assertFalse(query(Map.of("sort", "name")).isNarrowed());
    }
}
