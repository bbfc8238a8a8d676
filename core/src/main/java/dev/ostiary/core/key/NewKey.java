package dev.ostiary.core.key;

import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import java.util.Optional;

/// What is asked for when a key is to be issued.
public record NewKey(
        DisplayName name,
        Optional<Description> description,
        KeyBinding binding,
        Labels labels,
        KeyRestrictions restrictions,
        Expiry expiry) {
    /// A key without a description.
    public NewKey(DisplayName name, KeyBinding binding, Labels labels, KeyRestrictions restrictions, Expiry expiry) {
        this(name, Optional.empty(), binding, labels, restrictions, expiry);
    }

    /// A key without labels and restrictions.
    public NewKey(DisplayName name, KeyBinding binding, Expiry expiry) {
        this(name, binding, Labels.NONE, KeyRestrictions.NONE, expiry);
    }
}
