package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where an agent takes messages is a path that everybody reads alike (S2.26).
class MessagesPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/messages", "/v1/chat", "/a.b/~c/x:send", "/...", "/.well-known/chat"})
    void plainPath_isTaken(String path) {
        assertEquals(path, MessagesPath.parse(path).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "messages",
                "//host/x",
                "/a//b",
                "/messages/",
                "/a/../b",
                "/..",
                "/a/.",
                "/a?b",
                "/a#b",
                "/a%2fb",
                "/a;b",
                "/a b",
                "/\\a",
                "/ü",
                "/a\n",
                "http://a/b"
            })
    void anythingElse_isNot(String path) {
        assertEquals(Optional.empty(), MessagesPath.parse(path));
        assertThrows(IllegalArgumentException.class, () -> new MessagesPath(path));
    }

    @Test
    void longPath_isNot() {
        assertEquals(Optional.empty(), MessagesPath.parse("/" + "a".repeat(256)));
        assertEquals(
                256,
                MessagesPath.parse("/" + "a".repeat(255)).orElseThrow().value().length());
    }
}
