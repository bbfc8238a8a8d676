package dev.ostiary.core.signin;

/// What is kept of a password: a text that a [PasswordHasher] wrote, with its salt and its costs in it.
public record PasswordHash(String text) {
    /// Without the text: it is of use to who guesses.
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
