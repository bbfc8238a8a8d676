package dev.ostiary.core.key;

import dev.ostiary.core.page.NameSearch;
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

    public KeySearch {
        words = List.copyOf(words);
    }

    /// Reads one from outside input; empty when there is nothing in it to look for, or too much.
    public static Optional<KeySearch> parse(String text) {
        String asked = text.strip();
        if (asked.length() <= NameSearch.MAX_LENGTH && asked.startsWith(KeyType.PUBLIC.prefix())) {
            return asked.chars().allMatch(c -> c > ' ' && c < 0x7F)
                    ? Optional.of(new KeySearch(List.of(), Optional.of(asked)))
                    : Optional.empty();
        }
        return NameSearch.parse(asked).map(search -> new KeySearch(search.words(), Optional.empty()));
    }

    /// Whether it finds that key.
    boolean finds(ApiKey key) {
        return publicId.filter(begin -> !key.publicId().startsWith(begin)).isEmpty()
                && new NameSearch(words).finds(SearchTerms.of(key));
    }
}
