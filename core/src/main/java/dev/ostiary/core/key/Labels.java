package dev.ostiary.core.key;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

    private static final int NAME_LENGTH = 63;
    private static final int PREFIX_LENGTH = 253;

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
        if (values.size() > MAX_COUNT) {
            return false;
        }
        for (Map.Entry<String, String> label : values.entrySet()) {
            if (!isName(label.getKey()) || !isValue(label.getValue())) {
                return false;
            }
        }
        return true;
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
                ? isPart(name, NAME_LENGTH)
                : isPrefix(name.substring(0, slash)) && isPart(name.substring(slash + 1), NAME_LENGTH);
    }

    private static boolean isValue(String value) {
        return value.isEmpty() || isPart(value, NAME_LENGTH);
    }

    private static boolean isPrefix(String text) {
        return isPart(text, PREFIX_LENGTH) && text.chars().noneMatch(c -> c == '_' || c >= 'A' && c <= 'Z');
    }

    /// Whether it is so long at most, of letters, digits, `-`, `_` and `.`, with a letter or digit at either end.
    /// By hand, since an import has millions of them.
    private static boolean isPart(String text, int longest) {
        int last = text.length() - 1;
        if (last < 0 || last >= longest || !isAlphanumeric(text.charAt(0)) || !isAlphanumeric(text.charAt(last))) {
            return false;
        }
        for (int at = 1; at < last; at++) {
            char c = text.charAt(at);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }
}
