package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ostiary.core.secret.Secret;

/// A secret in the one answer that shows it. Opened only while it is written.
record ShownOnce(Secret hidden) {
    @JsonValue
    String revealed() {
        return hidden.reveal();
    }
}
