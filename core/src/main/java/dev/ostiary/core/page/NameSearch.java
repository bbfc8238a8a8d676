package dev.ostiary.core.page;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;

/// What a person looks for in a list: words, each of which must begin a word of what a thing is called.
///
/// @param words of letters and digits, in lower case, at least one
public record NameSearch(List<String> words) {
    /// What can be looked for, for error messages.
    public static final String REMEDY = "give the beginnings of 1 to 8 words of the name";

    /// The longest text that is looked for.
    public static final int MAX_LENGTH = 200;

    private static final int MAX_WORDS = 8;
    private static final int MAX_WORD = 64;

    public NameSearch {
        words = List.copyOf(words);
    }

    /// Reads one from outside input; empty when there is nothing in it to look for, or too much.
    public static Optional<NameSearch> parse(String text) {
        List<String> words = text.length() > MAX_LENGTH ? List.of() : words(text);
        return words.isEmpty() || words.size() > MAX_WORDS ? Optional.empty() : Optional.of(new NameSearch(words));
    }

    /// Whether it finds what is called by those words.
    public boolean finds(List<String> called) {
        return words.stream().allMatch(word -> called.stream().anyMatch(other -> other.startsWith(word)));
    }

    /// The words of texts, each once, however their accents are written.
    public static List<String> words(String... texts) {
        SequencedSet<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            addWords(words, text);
        }
        return List.copyOf(words);
    }

    private static void addWords(SequencedSet<String> words, String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < lower.length(); at += Character.charCount(lower.codePointAt(at))) {
            int c = lower.codePointAt(at);
            if (!Character.isLetterOrDigit(c)) {
                add(words, word);
            } else if (word.length() < MAX_WORD) {
                word.appendCodePoint(c);
            }
        }
        add(words, word);
    }

    private static void add(SequencedSet<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
