package dev.ostiary.core.access;

import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.PercentEncoding;

/// Finds whole secrets of ours in a request target, written out or percent-escaped, once or twice. Such a target
/// would be logged and shown to the upstream.
final class KeysInUrl {
    /// What the prefixes of all issued secrets share.
    private static final String MARK = "k_ost_";

    private KeysInUrl() {}

    /// Whether there is one.
    static boolean isIn(String target) {
        if (holds(target)) {
            return true;
        }
        if (target.indexOf('%') < 0) {
            return false;
        }
        String once = PercentEncoding.undone(target);
        return holds(once) || holds(PercentEncoding.undone(once));
    }

    private static boolean holds(String text) {
        int mark = text.indexOf(MARK);
        while (mark >= 0) {
            if (mark > 0 && KeyFormat.issuedSecretLengthAt(text, mark - 1) > 0) {
                return true;
            }
            mark = text.indexOf(MARK, mark + 1);
        }
        return false;
    }
}
