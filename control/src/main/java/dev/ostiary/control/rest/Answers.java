package dev.ostiary.control.rest;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/// Answers that are more than a body.
final class Answers {
    private Answers() {}

    /// 201, with the path of what was made.
    static <T> ResponseEntity<T> created(String path, T body) {
        return ResponseEntity.created(URI.create(path)).body(body);
    }
}
