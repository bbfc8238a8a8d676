package dev.ostiary.core.key;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.page.NameSearch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// The texts that keys are found by: words of letters and digits in lower case, of name, description and labels;
/// and, told from words by how they begin, each label as it is, who made the key, and how it was ended or switched
/// off. A store keeps them in an index of beginnings.
public final class SearchTerms {
    private static final int MAX_TERMS = 96;
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
        terms.addAll(NameSearch.words(key.name().value()));
        key.labels().values().forEach((name, value) -> {
            terms.addAll(NameSearch.words(name, value));
        });
        key.description().ifPresent(description -> terms.addAll(NameSearch.words(description.value())));
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

    private static String ofLabel(Map.Entry<String, String> label) {
        return "=" + label.getKey() + "=" + label.getValue();
    }

    private static String ofCreator(String name) {
        return "@" + name;
    }
}
