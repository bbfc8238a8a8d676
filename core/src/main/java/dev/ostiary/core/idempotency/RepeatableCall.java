package dev.ostiary.core.idempotency;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.hash.FieldHash;
import java.util.HexFormat;

/// A call that may come again: who makes it, under which key, and what it asks for. Key and request are digests.
/// That of the request has the key in it, which is the client's and kept nowhere, so that a password in a body
/// cannot be guessed from what is stored.
///
/// @param actor the identifier of who calls; another's key is another key
/// @param key the digest of the [IdempotencyKey]
/// @param fingerprint the digest of key, method, path, query and body
public record RepeatableCall(String actor, String key, String fingerprint) {
    /// What was called.
    ///
    /// @param target path and query, as they came
    public static RepeatableCall of(Actor actor, IdempotencyKey key, String method, String target, byte[] body) {
        FieldHash request =
                new FieldHash().add(key.value()).add(method).add(target).add(body);
        return new RepeatableCall(actor.id(), hex(new FieldHash().add(key.value())), hex(request));
    }

    private static String hex(FieldHash hash) {
        return HexFormat.of().formatHex(hash.bytes());
    }
}
