package dev.ostiary.control.idempotency;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ostiary.core.secret.Secret;

/// A secret in the one answer that shows it: opened only while that is written, and left out of what is kept to be
/// answered again.
public record ShownOnce(Secret hidden) {
    @JsonValue
    String revealed() {
        return hidden.reveal();
    }
}
