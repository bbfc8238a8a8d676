package dev.ostiary.control.signin;

import dev.ostiary.control.json.FieldType;
import java.util.Optional;

/// A device's answer as `PublicKeyCredential.toJSON()` gives it; read by who judges it.
final class CredentialJson {
    static final FieldType<String> FIELD = new FieldType<>(
            node -> node.isObject() ? Optional.of(node.toString()) : Optional.empty(),
            "give what PublicKeyCredential.toJSON() gives");

    private CredentialJson() {}
}
