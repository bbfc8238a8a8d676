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
        terms.addAll(words(key.name().value()));
        key.labels().values().forEach((name, value) -> terms.addAll(words(name + " " + value)));
        key.description().ifPresent(description -> terms.addAll(words(description.value())));
        return terms.stream().limit(MAX_TERMS).toList();
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
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(c -> {
                    if (Character.isLetterOrDigit(c)) {
                        if (word.length() < MAX_WORD) {
                            word.appendCodePoint(c);
                        }
                    } else {
                        add(words, word);
                    }
                });
        add(words, word);
        return List.copyOf(words);
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
