package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.key.IssuedTestKey;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/// A test key just made. It opens its secret only while it is written.
@Schema(name = "IssuedTestKey", description = "A key for trying an agent out, where one is needed.")
record IssuedTestKeyBody(
        @Schema(description = "Whether calls need a key; if not, none is issued and none is to be sent.")
        boolean needed,

        @Schema(
                description = "Why none is issued.",
                example = "API key security is disabled. Enable it from Deployment settings and redeploy.",
                types = {"string", "null"})
        Optional<String> reason,

        @Schema(description = "The header to send it in.", example = "X-API-Key")
        String header,

        @Schema(description = "Where to call.", example = "http://127.0.0.1:8080/acme/production/support-bot")
        String url,

        @Schema(
                description = "From when it is refused. Ask again before: the new one takes its place.",
                example = "2026-03-01T12:10:00.000Z",
                types = {"string", "null"})
        Optional<Instant> expiresAt,

        AppliedBody applied,

        @JsonIgnore Optional<Secret> hidden) {
    static IssuedTestKeyBody of(String url, Recorded<Optional<IssuedTestKey>> recorded) {
        Optional<IssuedTestKey> issued = recorded.value();
        return new IssuedTestKeyBody(
                issued.isPresent(),
                issued.isPresent() ? Optional.empty() : Optional.of(ProblemCode.KEY_SECURITY_OFF.detail()),
                "X-API-Key",
                url,
                issued.map(made -> made.key().expiresAt()),
                AppliedBody.of(recorded.applied()),
                issued.map(IssuedTestKey::secret));
    }

    @JsonProperty("secret")
    @Schema(
            description = "The key itself, shown this once; null when none is needed.",
            example = "tk_ost_EXAMPLE",
            types = {"string", "null"})
    Optional<String> revealed() {
        return hidden.map(Secret::reveal);
    }
}
