package dev.ostiary.core.key;

import java.util.List;
import java.util.Optional;

/// What a person looks for among keys: words, each of which must begin a word of the key's name, description or labels;
/// or the beginning of a public id.
///
/// @param words in lower case; none when a public id is looked for
public record KeySearch(List<String> words, Optional<String> publicId) {
    /// What can be looked for, for error messages.
    public static final String REMEDY =
            "give the beginnings of 1 to 8 words of the name, the description or the labels, or a public id";

    /// The most words that are looked for.
    private static final int MAX_WORDS = 8;

    private static final int MAX_LENGTH = 200;

    public KeySearch {
        words = List.copyOf(words);
    }

    /// Reads one from outside input; empty when there is nothing in it to look for, or too much.
    public static Optional<KeySearch> parse(String text) {
        String asked = text.strip();
        if (asked.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (asked.startsWith(KeyType.PUBLIC.prefix())) {
            return asked.chars().allMatch(c -> c > ' ' && c < 0x7F)
                    ? Optional.of(new KeySearch(List.of(), Optional.of(asked)))
                    : Optional.empty();
        }
        List<String> words = SearchTerms.words(asked);
        return words.isEmpty() || words.size() > MAX_WORDS
                ? Optional.empty()
                : Optional.of(new KeySearch(words, Optional.empty()));
    }

    /// Whether it finds that key.
    boolean finds(ApiKey key) {
        List<String> terms = SearchTerms.of(key);
        return publicId.filter(begin -> !key.publicId().startsWith(begin)).isEmpty()
                && words.stream().allMatch(word -> terms.stream().anyMatch(term -> term.startsWith(word)));
    }
}
