package dev.ostiary.core.signin;

import dev.ostiary.core.account.LinkToken;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// What a browser was asked to answer, once.
///
/// @param token that the answer has in it, the hash only
/// @param purpose what it was asked for; an answer is good for nothing else
/// @param details what has to be known when the answer comes
/// @param expiresAt the instant from which no answer is taken
public record Challenge(LinkToken.Hash token, Purpose purpose, String details, Instant expiresAt) {
    /// What a browser is asked for.
    public enum Purpose {
        /// To make a passkey for an account.
        ADD_PASSKEY("add-passkey"),
        /// To sign in with a passkey.
        USE_PASSKEY("use-passkey"),
        /// To come back from an identity provider.
        IDENTITY_PROVIDER("identity-provider");

        private final String text;

        Purpose(String text) {
            this.text = text;
        }

        /// As it is stored.
        public String text() {
            return text;
        }

        /// The purpose of that text; empty when there is none.
        public static Optional<Purpose> parse(String text) {
            return Arrays.stream(values())
                    .filter(purpose -> purpose.text.equals(text))
                    .findFirst();
        }
    }
}
