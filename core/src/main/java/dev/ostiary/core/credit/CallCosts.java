package dev.ostiary.core.credit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many credits a call costs, by what is called. What is not named costs one.
public record CallCosts(Map<CallKind, Integer> byKind) {
    /// One credit for every call.
    public static final CallCosts ONE_EACH = new CallCosts(Map.of());

    /// The most that a call may cost.
    public static final int MAX = 1_000_000;

    private static final int USUAL = 1;

    public CallCosts {
        EnumMap<CallKind, Integer> all = new EnumMap<>(CallKind.class);
        for (CallKind kind : CallKind.values()) {
            int cost = byKind.getOrDefault(kind, USUAL);
            if (cost < 0 || cost > MAX) {
                throw new IllegalArgumentException("a cost is 0 to " + MAX);
            }
            all.put(kind, cost);
        }
        byKind = Collections.unmodifiableMap(all);
    }

    /// What such a call costs; 0 for nothing.
    public int of(CallKind kind) {
        return byKind.getOrDefault(kind, USUAL);
    }

    /// The same, but for those that are named.
    public CallCosts with(Map<CallKind, Integer> others) {
        EnumMap<CallKind, Integer> all = new EnumMap<>(byKind);
        all.putAll(others);
        return new CallCosts(all);
    }

    /// All of them by their names, in the order of the kinds.
    public Map<String, Integer> named() {
        Map<String, Integer> named = new LinkedHashMap<>();
        byKind.forEach((kind, cost) -> named.put(kind.text(), cost));
        return named;
    }
}
