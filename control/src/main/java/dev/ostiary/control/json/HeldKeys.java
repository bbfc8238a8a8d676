package dev.ostiary.control.json;

import dev.ostiary.core.key.KeyFormat;
import tools.jackson.databind.JsonNode;

/// Looks for whole secrets of ours in what somebody sent, such as a key in the column of the name.
final class HeldKeys {
    private HeldKeys() {}

    /// Whether there is one in any text of it, names of fields included.
    static boolean isIn(JsonNode value) {
        if (value.isString()) {
            return isIn(value.stringValue());
        }
        return value.valueStream().anyMatch(HeldKeys::isIn)
                || value.propertyStream().anyMatch(field -> isIn(field.getKey()));
    }

    private static boolean isIn(String text) {
        return !KeyFormat.issuedSecrets(text).isEmpty();
    }
}
