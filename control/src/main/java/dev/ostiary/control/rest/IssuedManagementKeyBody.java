package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ostiary.control.idempotency.ShownOnce;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.management.IssuedManagementKey;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "IssuedManagementKey", description = "A management key just made, and the only sight of its secret.")
record IssuedManagementKeyBody(
        @JsonUnwrapped ManagementKeyBody key,

        @Schema(
                description = "The key itself. It is shown here and never again.",
                implementation = String.class,
                example = "mk_ost_EXAMPLE")
        ShownOnce secret) {
    static IssuedManagementKeyBody of(Recorded<IssuedManagementKey> recorded) {
        return new IssuedManagementKeyBody(
                ManagementKeyBody.of(recorded), new ShownOnce(recorded.value().secret()));
    }
}
