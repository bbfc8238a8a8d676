package dev.ostiary.core.key;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Labels of a key, by which policies select keys: names and values in the syntax of Kubernetes labels, so that they
/// mean the same there.
public record Labels(SortedMap<String, String> values) {
    /// No labels at all.
    public static final Labels NONE = new Labels(new TreeMap<>());

    /// The most labels a key may have.
    public static final int MAX_COUNT = 32;

    /// What valid ones look like, for error messages.
    public static final String REMEDY =
            "give at most 32 labels such as team=payments: a name of up to 63 letters, digits, "
                    + "'-', '_' or '.', optionally after a DNS prefix and '/', and a value of the same kind or empty";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    public Labels {
        if (!areValid(values)) {
            throw new IllegalArgumentException("not labels");
        }
        SortedMap<String, String> copy = new TreeMap<>();
        copy.putAll(values);
        values = Collections.unmodifiableSortedMap(copy);
    }

    /// Labels of a map in any order.
    public static Labels of(Map<String, String> values) {
        return values.isEmpty() ? NONE : new Labels(new TreeMap<>(values));
    }

    /// Whether names, values and their number are right.
    public static boolean areValid(Map<String, String> values) {
        return values.size() <= MAX_COUNT
                && values.entrySet().stream().allMatch(label -> isName(label.getKey()) && isValue(label.getValue()));
    }

    /// Whether all of the selector's labels are among these, the `matchLabels` of Kubernetes.
    public boolean match(Labels selector) {
        for (Map.Entry<String, String> wanted : selector.values.entrySet()) {
            if (!wanted.getValue().equals(values.get(wanted.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String name) {
        int slash = name.indexOf('/');
        return slash < 0
                ? NAME.matcher(name).matches()
                : PREFIX.matcher(name.substring(0, slash)).matches()
                        && NAME.matcher(name.substring(slash + 1)).matches();
    }

    private static boolean isValue(String value) {
        return value.isEmpty() || NAME.matcher(value).matches();
    }
}
