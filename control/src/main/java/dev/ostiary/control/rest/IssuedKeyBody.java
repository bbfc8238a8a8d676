package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ostiary.core.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/// A key just made. The only class of the control plane that opens a secret, and it does so only while it is written.
@Schema(name = "IssuedKey", description = "A key just made, and the only sight of its secret.")
record IssuedKeyBody(
        @JsonUnwrapped KeyBody key,

        @Schema(
                description = "Where it opens the agent it is bound to; null when it opens every agent.",
                example = "http://127.0.0.1:8080/acme/production/support-bot",
                types = {"string", "null"})
        Optional<String> url,

        @JsonIgnore Secret hidden) {
    @JsonProperty("secret")
    @Schema(description = "The key itself. It is shown here and never again.", example = "sk_ost_EXAMPLE")
    String revealed() {
        return hidden.reveal();
    }
}
