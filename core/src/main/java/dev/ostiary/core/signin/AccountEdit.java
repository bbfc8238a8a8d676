package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.id.DisplayName;
import java.util.Optional;

/// What is asked to be other of an account; what is empty stays as it is.
///
/// @param isOperator whether it shall do everything in the whole installation
public record AccountEdit(Optional<DisplayName> name, Optional<Boolean> isOperator) {
    Account of(Account before) {
        return before.named(name.orElse(before.name())).operator(isOperator.orElse(before.isOperator()));
    }
}
