package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.member.Invitation;
import dev.ostiary.core.member.NewInvitation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "Invitation", description = "What lets a person become a member, once.")
public record InvitationBody(
        @Schema(description = "Its identifier.", example = "inv_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "The address of the account that it is for.", example = "zoe@example.com")
        String email,

        @Schema(
                description = "What the person will be.",
                allowableValues = {"owner", "admin", "developer", "viewer"},
                example = "developer")
        String role,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "Who made it.", example = "Zoe")
        String createdBy,

        @Schema(description = "From when it lets nobody in.", example = "2026-03-08T12:00:00.000Z")
        Instant expiresAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    public static InvitationBody of(Invitation invitation) {
        return of(invitation, Optional.empty());
    }

    static InvitationBody of(Recorded<NewInvitation> recorded) {
        return of(recorded.value().invitation(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static InvitationBody of(Invitation invitation, Optional<AppliedBody> applied) {
        return new InvitationBody(
                invitation.id().value(),
                invitation.email().value(),
                invitation.role().text(),
                invitation.created().at(),
                invitation.created().by(),
                invitation.expiresAt(),
                applied);
    }
}
