package dev.ostiary.control.signin;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.Password;
import java.util.Optional;

/// What the fields of bodies about signing in may hold.
final class SignInFields {
    static final FieldType<EmailAddress> EMAIL =
            FieldType.text(EmailAddress::parse, "give an email address such as ada@example.com");

    static final FieldType<DisplayName> NAME = FieldType.text(
            DisplayName::parse, "give 1 to 100 characters, none of them control characters or invisible");

    /// One that is to be chosen; whether it may be is found out later.
    static final FieldType<Secret> PASSWORD = secret(Password.REMEDY);

    static final FieldType<String> TOKEN =
            FieldType.text(text -> text.isEmpty() ? Optional.empty() : Optional.of(text), "give the token in the link");

    static final FieldType<Boolean> FLAG = FieldType.flag();

    private SignInFields() {}

    /// A text that is not repeated anywhere.
    static FieldType<Secret> secret(String remedy) {
        return FieldType.secret(text -> Optional.of(Secret.of(text)), remedy);
    }
}
