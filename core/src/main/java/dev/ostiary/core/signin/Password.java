package dev.ostiary.core.signin;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.secret.Secret;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// A password that a person may choose: 12 to 128 characters of any kind, not one of the most common ones and nothing
/// of the own address (NIST SP 800-63B, section 5.1.1.2, which advises against rules of composition). In Unicode NFC,
/// so that it is the same from another keyboard.
public record Password(Secret secret) {
    /// The fewest characters.
    public static final int MIN_LENGTH = 12;

    /// The most characters.
    public static final int MAX_LENGTH = 128;

    /// What to do about one that may not be chosen.
    public static final String REMEDY = "choose " + MIN_LENGTH + " to " + MAX_LENGTH
            + " characters that are neither a common password nor your address; several words do well";

    /// The one that a person chose; empty when it may not be chosen.
    ///
    /// @param owner whose password it is to be
    public static Optional<Password> choose(Secret text, EmailAddress owner) {
        String chosen = normalised(text.reveal());
        int length = chosen.codePointCount(0, chosen.length());
        return length < MIN_LENGTH || length > MAX_LENGTH || CommonPasswords.contain(chosen) || isOf(owner, chosen)
                ? Optional.empty()
                : Optional.of(new Password(Secret.of(chosen)));
    }

    /// A text as somebody typed it to sign in; empty when no password can be so long.
    static Optional<Secret> typed(Secret text) {
        String typed = text.reveal();
        return typed.length() > 4 * MAX_LENGTH ? Optional.empty() : Optional.of(Secret.of(normalised(typed)));
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static boolean isOf(EmailAddress owner, String chosen) {
        String lower = chosen.toLowerCase(Locale.ROOT);
        String name = owner.value().substring(0, owner.value().indexOf('@'));
        return lower.contains(owner.value()) || CommonPasswords.stem(lower).equals(name);
    }
}
