package dev.ostiary.core.signin;

import java.util.Arrays;
import java.util.Optional;

/// By what a person proved who it is.
public enum SignInMethod {
    PASSWORD("password"),
    PASSKEY("passkey"),
    /// An account elsewhere, by OpenID Connect.
    IDENTITY_PROVIDER("identity-provider"),
    /// A link that works once: the one of the first start, or an invitation.
    LINK("link");

    private final String text;

    SignInMethod(String text) {
        this.text = text;
    }

    /// As it is stored and shown.
    public String text() {
        return text;
    }

    /// The method of that text; empty when there is none.
    public static Optional<SignInMethod> parse(String text) {
        return Arrays.stream(values())
                .filter(method -> method.text.equals(text))
                .findFirst();
    }
}
