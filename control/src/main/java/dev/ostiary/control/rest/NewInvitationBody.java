package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ostiary.control.idempotency.ShownOnce;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.member.NewInvitation;
import dev.ostiary.core.secret.Secret;
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
        ShownOnce token,

        @Schema(
                description = "The whole link, to hand over to the person. It is shown here and never again.",
                implementation = String.class,
                example = "https://ostiary.example.com/invitation?token=EXAMPLE")
        ShownOnce link) {
    /// @param origin where browsers reach this server
    static NewInvitationBody of(Recorded<NewInvitation> recorded, String origin) {
        Secret token = recorded.value().token();
        return new NewInvitationBody(
                InvitationBody.of(recorded),
                new ShownOnce(token),
                new ShownOnce(LinkToken.link(origin + "/invitation?token=", token)));
    }
}
