package dev.ostiary.core.key;

import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import java.util.Optional;

/// What is asked for when a key is to be issued.
///
/// @param credits how many it is to have of its own; empty for a key that is held to its organization's only
public record NewKey(
        DisplayName name,
        Optional<Description> description,
        KeyBinding binding,
        Labels labels,
        KeyRestrictions restrictions,
        Expiry expiry,
        Optional<Long> credits) {
    /// A key without a description and credits of its own.
    public NewKey(DisplayName name, KeyBinding binding, Labels labels, KeyRestrictions restrictions, Expiry expiry) {
        this(name, Optional.empty(), binding, labels, restrictions, expiry, Optional.empty());
    }

    /// A key without labels and restrictions.
    public NewKey(DisplayName name, KeyBinding binding, Expiry expiry) {
        this(name, binding, Labels.NONE, KeyRestrictions.NONE, expiry);
    }
}
