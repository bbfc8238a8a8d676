package dev.ostiary.control.rest;

import dev.ostiary.core.precondition.Version;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/// Answers that are more than a body.
final class Answers {
    private Answers() {}

    /// 201, with the path of what was made.
    static <T> ResponseEntity<T> created(String path, T body) {
        return ResponseEntity.created(URI.create(path)).body(body);
    }

    /// 201, with the path of what was made, and its `ETag`.
    static <T> ResponseEntity<T> created(String path, Version version, T body) {
        return ResponseEntity.created(URI.create(path)).eTag(version.value()).body(body);
    }

    /// 200, with the `ETag` of what is answered; or 304 when that is known to who asks.
    static <T> ResponseEntity<T> versioned(Version version, T body) {
        return ResponseEntity.ok().eTag(version.value()).body(body);
    }
}
