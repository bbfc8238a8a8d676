package dev.ostiary.core.key;

import dev.ostiary.core.id.DisplayName;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;

/// The texts that keys are found by: words of letters and digits in lower case, of name, description and labels;
/// and, told from words by how they begin, each label as it is, who made the key, and how it was ended or switched
/// off. A store keeps them in an index of beginnings.
public final class SearchTerms {
    private static final int MAX_TERMS = 96;
    private static final int MAX_WORD = 64;
    private static final String DISABLED = "!disabled";
    private static final String REVOKED = "!revoked";

    private SearchTerms() {}

    /// What a key is found by, each once; nothing finds a tombstone.
    public static List<String> of(ApiKey key) {
        SequencedSet<String> terms = new LinkedHashSet<>();
        if (key.deletedAt().isPresent()) {
            return List.of();
        }
        terms.add(ofCreator(key.created().by()));
        if (key.disabledAt().isPresent()) {
            terms.add(DISABLED);
        }
        if (key.revokedAt().isPresent()) {
            terms.add(REVOKED);
        }
        for (Map.Entry<String, String> label : key.labels().values().entrySet()) {
            terms.add(ofLabel(label));
        }
        addWords(terms, key.name().value());
        key.labels().values().forEach((name, value) -> {
            addWords(terms, name);
            addWords(terms, value);
        });
        key.description().ifPresent(description -> addWords(terms, description.value()));
        return terms.size() <= MAX_TERMS
                ? List.copyOf(terms)
                : terms.stream().limit(MAX_TERMS).toList();
    }

    /// The terms that a key must have to meet a filter, whole.
    public static List<String> required(KeyFilter filter) {
        List<String> terms = new ArrayList<>();
        filter.labels().values().entrySet().forEach(label -> terms.add(ofLabel(label)));
        filter.creator().map(DisplayName::value).map(SearchTerms::ofCreator).ifPresent(terms::add);
        filter.status().ifPresent(asked -> {
            switch (asked.status()) {
                case REVOKED -> terms.add(REVOKED);
                case DISABLED -> terms.add(DISABLED);
                case ACTIVE, EXPIRED -> {}
            }
        });
        return terms;
    }

    /// The words of a text, each once, however their accents are written.
    static List<String> words(String text) {
        SequencedSet<String> words = new LinkedHashSet<>();
        addWords(words, text);
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

    private static String ofLabel(Map.Entry<String, String> label) {
        return "=" + label.getKey() + "=" + label.getValue();
    }

    private static String ofCreator(String name) {
        return "@" + name;
    }
}
