package dev.ostiary.core.key;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.problem.ProblemCode;

/// What became of a key that was to be taken in.
public sealed interface ImportedKey {
    /// It is there now.
    record Taken(KeyId id) implements ImportedKey {}

    /// It was there already, and stays as it is.
    record Present() implements ImportedKey {}

    /// It is not taken.
    record Refused(ProblemCode problem) implements ImportedKey {}
}
