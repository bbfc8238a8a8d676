package dev.ostiary.core.key;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of a key: its beginning, its end, or both with a gap between them. Of a key's characters the first and last
/// four are kept, so these can be compared, and no others.
///
/// @param text the piece as it was found
/// @param prefix that of a type, `sk_ost_`; empty when it has none
/// @param head what stands before the gap, behind the prefix; all of it when there is no gap
/// @param tail what stands behind the gap
/// @param isGapped whether there is a gap, such as `…`
record KeyFragment(String text, String prefix, String head, String tail, boolean isGapped) {
    /// So many characters of either end are kept.
    static final int KEPT = KeyMask.SHOWN;

    private static final String PUBLIC = KeyType.PUBLIC.prefix();
    private static final Pattern GAPPED =
            Pattern.compile("((?:[stp]k_ost_)?)([!-~]*?)(?:[•…*]+|\\.{2,}|[xX]{4,})([!-~]*)");
    private static final Pattern WHOLE = Pattern.compile("((?:[stp]k_ost_)?)([!-~]*)");

    static KeyFragment of(String text) {
        Matcher gapped = GAPPED.matcher(text);
        if (gapped.matches()) {
            return new KeyFragment(text, gapped.group(1), gapped.group(2), gapped.group(3), true);
        }
        Matcher whole = WHOLE.matcher(text);
        return whole.matches()
                ? new KeyFragment(text, whole.group(1), whole.group(2), "", false)
                : new KeyFragment(text, "", "", "", false);
    }

    boolean hasPrefix() {
        return !prefix.isEmpty();
    }

    /// Whether it is a whole key of ours, of which nothing is to be guessed.
    boolean isWhole() {
        return !isGapped && KeyFormat.hasIssuedPrefix(text) && KeyFormat.isWellFormed(text);
    }

    /// Whether it is of a public id.
    boolean isPublicId() {
        return prefix.equals(PUBLIC);
    }

    /// The beginning of the public id that it is of; empty when it is of none, or too short.
    String publicStart() {
        return isPublicId() && head.length() >= KEPT && !isWhole() ? prefix + head : "";
    }

    /// The masks of the keys that have both its ends.
    Set<String> masks() {
        return hasHead() && tail.length() >= KEPT ? prefixed(first() + KeyMask.DOTS + last(tail)) : Set.of();
    }

    /// What the masks of the keys begin with that begin as it does, when their ends are not known.
    Set<String> starts() {
        return hasHead() && tail.length() < KEPT ? prefixed(first() + KeyMask.DOTS) : Set.of();
    }

    /// What the masks of the keys end in that end as it does, when their beginnings are not known.
    Set<String> ends() {
        if (isPublicId() || isWhole()) {
            return Set.of();
        }
        if (isGapped) {
            return head.length() < KEPT && tail.length() >= KEPT ? Set.of(KeyMask.DOTS + last(tail)) : Set.of();
        }
        return !hasPrefix() && head.length() >= KEPT ? Set.of(KeyMask.DOTS + last(head)) : Set.of();
    }

    /// How many characters more would be enough; 0 when it is.
    int missing() {
        return isWhole() ? 0 : Math.max(0, KEPT - Math.max(head.length(), tail.length()));
    }

    private boolean hasHead() {
        return !isPublicId() && !isWhole() && head.length() >= KEPT;
    }

    private String first() {
        return head.substring(0, KEPT);
    }

    private static String last(String part) {
        return part.substring(part.length() - KEPT);
    }

    /// With its prefix; with each that there may be when it has none.
    private Set<String> prefixed(String mask) {
        return hasPrefix()
                ? Set.of(prefix + mask)
                : new TreeSet<>(List.of(mask, KeyType.SECRET.prefix() + mask, KeyType.TEST.prefix() + mask));
    }
}
