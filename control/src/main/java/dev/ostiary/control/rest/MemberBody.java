package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.member.Member;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "Member", description = "A person in an organization.")
public record MemberBody(
        @Schema(description = "The identifier of the account.", example = "usr_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "The address of the account.", example = "zoe@example.com")
        String email,

        @Schema(description = "What people call the person.", example = "Zoe")
        String name,

        @Schema(
                description = "What the person is in the organization.",
                allowableValues = {"owner", "admin", "developer", "viewer"},
                example = "developer")
        String role,

        @Schema(description = "Whether the account is disabled, so that the person can do nothing.", example = "false")
        boolean disabled,

        @Schema(description = "Since when.", example = "2026-03-01T12:00:00.000Z")
        Instant since,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    public static MemberBody of(Member member) {
        return of(member, Optional.empty());
    }

    static MemberBody of(Recorded<Member> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static MemberBody of(Member member, Optional<AppliedBody> applied) {
        return new MemberBody(
                member.account().id().value(),
                member.account().email().value(),
                member.account().name().value(),
                member.role().text(),
                !member.account().isActive(),
                member.since().at(),
                applied);
    }
}
