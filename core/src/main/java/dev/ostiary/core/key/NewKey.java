package dev.ostiary.core.key;

import dev.ostiary.core.id.DisplayName;

/// What is asked for when a key is to be issued.
public record NewKey(DisplayName name, KeyBinding binding, Labels labels, KeyRestrictions restrictions, Expiry expiry) {
    /// A key without labels and restrictions.
    public NewKey(DisplayName name, KeyBinding binding, Expiry expiry) {
        this(name, binding, Labels.NONE, KeyRestrictions.NONE, expiry);
    }
}
