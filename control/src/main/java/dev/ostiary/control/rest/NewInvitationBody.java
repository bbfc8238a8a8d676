package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ostiary.control.idempotency.ShownOnce;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.member.NewInvitation;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(
        name = "CreatedInvitation",
        description = "An invitation just made, and the only sight of what stands in its link.")
record NewInvitationBody(
        @JsonUnwrapped InvitationBody invitation,

        @Schema(
                description = "What stands in the link. It is shown here and never again.",
                implementation = String.class,
                example = "EXAMPLE")
        ShownOnce token) {
    static NewInvitationBody of(Recorded<NewInvitation> recorded) {
        return new NewInvitationBody(
                InvitationBody.of(recorded), new ShownOnce(recorded.value().token()));
    }
}
