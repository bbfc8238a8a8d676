package dev.ostiary.gateway.observe;

/// One counter for each constant of an enum, as in [Counters].
final class EnumCounters<E extends Enum<E>> {
    private final Counters counters;

    EnumCounters(Class<E> type) {
        this.counters = new Counters(type.getEnumConstants().length);
    }

    /// Counts one more. For the one thread only.
    void increment(E what) {
        add(what, 1);
    }

    /// Adds to a counter. For the one thread only.
    @SuppressWarnings("EnumOrdinal") // the place in an array, which lives no longer than the enum's order
    void add(E what, long amount) {
        counters.add(what.ordinal(), amount);
    }

    /// The value of a counter. From any thread.
    @SuppressWarnings("EnumOrdinal")
    long get(E what) {
        return counters.get(what.ordinal());
    }
}
