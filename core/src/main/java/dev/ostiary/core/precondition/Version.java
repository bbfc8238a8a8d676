package dev.ostiary.core.precondition;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.hash.FieldHash;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// What a thing is at one time, as a short text: two are equal when nothing was decided about it in between. What
/// becomes of it by itself (its last use, that it has expired) is not in it. It is made of the content besides the
/// time of the last change, since two changes may fall into one millisecond.
///
/// @param value 22 characters of base64url
public record Version(String value) {
    private static final int BYTES = 16;

    /// Of a thing with that identifier, last changed then.
    ///
    /// @param content everything that can be changed, as texts that are the same on every node
    public static Version of(String id, Stamp changed, Map<String, String> content) {
        return of(new FieldHash().add(id).add(changed.at().toString()).add(changed.by()), content);
    }

    /// Of a thing of which nobody notes when it was changed.
    public static Version of(String id, Map<String, String> content) {
        return of(new FieldHash().add(id), content);
    }

    private static Version of(FieldHash hash, Map<String, String> content) {
        byte[] bytes = Arrays.copyOf(hash.add(new TreeMap<>(content)).bytes(), BYTES);
        return new Version(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
