package dev.ostiary.core.change;

import dev.ostiary.core.id.KeyId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Something that nodes must learn. It names what changed, not how: a node reads the subject's record anew, which is
/// at least as new as the change, so a change can be applied twice or late without harm.
///
/// @param seq its number: consecutive from 1, in commit order
/// @param kind what sort of thing changed
/// @param subject the identifier of what changed
public record Change(long seq, Kind kind, String subject) {
    /// The most keys that one change names.
    public static final int MAX_KEYS = 500;

    private static final String SPACE = " ";

    /// The subject of a change of several keys.
    public static String subject(Collection<KeyId> keys) {
        return keys.stream().map(KeyId::value).collect(Collectors.joining(SPACE));
    }

    /// The keys that such a subject names.
    public static List<KeyId> ids(String subject) {
        return Arrays.stream(subject.split(SPACE, -1)).map(KeyId::new).toList();
    }

    /// What sort of thing changed.
    public enum Kind {
        /// An API key; the subject is its id.
        KEY,
        /// Several API keys; the subject is what [#subject(Collection)] makes of their ids.
        KEYS,
        /// Organizations, deployments, routes, policies or plans; the subject is the id of what caused it.
        ROUTES,
        /// Credits, which were granted or set; the subject is the id of the organization or key that has them.
        CREDITS,
        /// A right that was taken away, of which nodes have nothing to learn; the subject is a [Withdrawal]'s.
        WITHDRAWAL
    }
}
