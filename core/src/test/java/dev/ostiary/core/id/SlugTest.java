package dev.ostiary.core.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A slug stands in URLs as it is: nothing in it has a meaning there.
final class SlugTest {
    /// A DNS label is one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "7",
                "my-agent",
                "a--b",
                "0-0",
                "xn--bcher-kva",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void parse_label_isOne(String text) {
        assertEquals(Optional.of(text), Slug.parse(text).map(Slug::toString));
    }

    /// What a URL, a header or a person could misread is none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-a",
                "a-",
                "A",
                "my_agent",
                "key_01kjmma2g000000000000000000",
                "a.b",
                ".",
                "..",
                "a/b",
                "a\\b",
                "a b",
                " a",
                "a ",
                "a\n",
                "a\u0000",
                "a\t",
                "a%2fb",
                "a?b",
                "a#b",
                "a:b",
                "a@b",
                "a;b",
                "é",
                "а",
                "ａ",
                "１",
                "a\u200bb",
                "a\u00ad",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void parse_anythingElse_isEmpty(String text) {
        assertEquals(Optional.empty(), Slug.parse(text));
        String message = assertThrows(IllegalArgumentException.class, () -> new Slug(text))
                .toString();
        assertFalse(text.length() > 10 && message.contains(text));
    }

    /// No slug can be mistaken for an identifier, and none of them for a slug.
    @Test
    void slug_isNeverAnIdentifier() {
        for (String prefix : List.of(
                AgentId.PREFIX, DeploymentId.PREFIX, EnvironmentId.PREFIX, KeyId.PREFIX, OrganizationId.PREFIX)) {
            assertTrue(Slug.parse(prefix + "01kjmma2g00000000000000000").isEmpty());
        }
    }

    /// They sort as texts.
    @Test
    void compareTo_sortsAsText() {
        assertTrue(new Slug("a").compareTo(new Slug("b")) < 0);
        assertEquals(0, new Slug("a").compareTo(new Slug("a")));
    }
}
