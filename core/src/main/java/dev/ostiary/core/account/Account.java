package dev.ostiary.core.account;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.page.NameSearch;
import dev.ostiary.core.precondition.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A person who may sign in. How one does so is kept apart; in which organizations one is a member, too.
///
/// @param isOperator whether the person may do everything in the whole installation
/// @param disabledAt since when nothing is taken from the person any more; empty for an account in use
public record Account(
        AccountId id,
        EmailAddress email,
        DisplayName name,
        boolean isOperator,
        Instant createdAt,
        Optional<Instant> disabledAt) {
    /// Everything of it that can be changed, as texts.
    public Map<String, String> texts() {
        return Map.of(
                "name", name.value(),
                "operator", Boolean.toString(isOperator),
                "disabledAt", disabledAt.map(Instant::toString).orElse(""));
    }

    /// What it is, until it is changed.
    public Version version() {
        return Version.of(id.value(), texts());
    }

    /// The words it is found by.
    public List<String> words() {
        return NameSearch.words(name.value(), email.value());
    }

    /// The same account in use again, or no longer.
    public Account disabled(Optional<Instant> at) {
        return new Account(id, email, name, isOperator, createdAt, at);
    }

    /// The same account of an operator, or of nobody special.
    public Account operator(boolean shallBe) {
        return new Account(id, email, name, shallBe, createdAt, disabledAt);
    }

    /// The same account of somebody who is called so.
    public Account named(DisplayName newName) {
        return new Account(id, email, newName, isOperator, createdAt, disabledAt);
    }

    /// Whether the person may sign in and do things.
    public boolean isActive() {
        return disabledAt.isEmpty();
    }
}
