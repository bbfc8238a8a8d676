package dev.ostiary.core.audit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an event says of the fields of its subject, as texts by name; never a secret. A field without a value is left
/// out.
///
/// @param before the values that were replaced or removed
/// @param after the values that took their place, and what else there is to say
public record AuditChanges(SortedMap<String, String> before, SortedMap<String, String> after) {
    /// Nothing to say.
    public static final AuditChanges NONE = new AuditChanges(Map.of(), Map.of());

    public AuditChanges {
        before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
        after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    }

    public AuditChanges(Map<String, String> before, Map<String, String> after) {
        this(new TreeMap<>(before), new TreeMap<>(after));
    }

    /// Of something new, or of what is not about fields.
    public static AuditChanges made(Map<String, String> values) {
        return new AuditChanges(Map.of(), values);
    }

    /// Of something that is gone.
    public static AuditChanges removed(Map<String, String> values) {
        return new AuditChanges(values, Map.of());
    }

    /// What differs between the values before and after.
    public static AuditChanges between(Map<String, String> before, Map<String, String> after) {
        Map<String, String> old = new TreeMap<>(before);
        Map<String, String> now = new TreeMap<>(after);
        old.entrySet().removeAll(after.entrySet());
        now.entrySet().removeAll(before.entrySet());
        return new AuditChanges(old, now);
    }

    /// The same with one more thing to say.
    public AuditChanges with(String name, String value) {
        Map<String, String> more = new TreeMap<>(after);
        more.put(name, value);
        return new AuditChanges(before, more);
    }
}
