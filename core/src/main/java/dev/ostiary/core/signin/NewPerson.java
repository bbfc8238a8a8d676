package dev.ostiary.core.signin;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.secret.Secret;

/// Who wants an account.
public record NewPerson(EmailAddress email, DisplayName name, Secret password) {}
