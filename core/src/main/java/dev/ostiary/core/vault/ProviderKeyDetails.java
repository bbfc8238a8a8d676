package dev.ostiary.core.vault;

import java.util.Map;

/// What the audit trail says of provider keys. Nothing of the value, not even its mask: events outlive the key.
final class ProviderKeyDetails {
    private ProviderKeyDetails() {}

    static Map<String, String> of(ProviderKey key) {
        return Map.of("name", key.name().value(), "version", Integer.toString(key.version()));
    }
}
