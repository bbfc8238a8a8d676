package dev.ostiary.control.signin;

import dev.ostiary.core.secret.Secret;

/// Opens the token of a challenge, for the browser that is to answer it.
final class ChallengeText {
    private ChallengeText() {}

    static String of(Secret token) {
        return token.reveal();
    }
}
