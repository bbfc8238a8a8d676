package dev.ostiary.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Asks for many things by identifier, some hundreds at a time: statements have a largest number of bound values.
final class Chunks {
    static final int SIZE = 500;

    private Chunks() {}

    /// The answers to all chunks, in one list.
    ///
    /// @param ask takes the texts of at most [#SIZE] different identifiers
    static <I, T> List<T> ask(Collection<I> ids, Function<List<String>, List<T>> ask) {
        List<String> texts = ids.stream().map(Object::toString).distinct().toList();
        List<T> answers = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += SIZE) {
            answers.addAll(ask.apply(texts.subList(from, Math.min(from + SIZE, texts.size()))));
        }
        return answers;
    }
}
