package dev.ostiary.core.agent;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where an agent takes messages of chats, below its upstream's own path. Plain characters only and no empty part: no
/// server reads it in another way.
public record MessagesPath(String value) {
    /// What a valid one is, for error messages.
    public static final String REMEDY = "give a path of at most 256 characters such as /messages or /v1/chat:"
            + " a slash before each part, and letters, digits, - . _ ~ : @ in it";

    private static final int MAX_LENGTH = 256;
    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~:@-]+)+");

    /// Where agents take them unless they say otherwise.
    public static final MessagesPath DEFAULT = new MessagesPath("/messages");

    public MessagesPath {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a path that takes messages");
        }
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<MessagesPath> parse(String text) {
        return isValid(text) ? Optional.of(new MessagesPath(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && PATH.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
