package dev.ostiary.control.signin;

import dev.ostiary.core.signin.Session;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

@Schema(name = "Session", description = "That a person has signed in with one browser.")
public record OwnSessionBody(
        @Schema(description = "Its identifier.", example = "ses_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "Whether it is the one that asks.")
        boolean current,

        @Schema(description = "By what the person signed in: password, passkey, identity-provider or link.")
        String method,

        @Schema(description = "From where.", example = "192.0.2.1")
        String address,

        @Schema(description = "With what, as it calls itself.")
        String userAgent,

        @Schema(description = "When.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "When it was last used, to the minute.", example = "2026-03-01T12:00:00.000Z")
        Instant seenAt,

        @Schema(description = "When it ends, unless it is used before.", example = "2026-03-02T00:00:00.000Z")
        Instant endsAt) {
    public static OwnSessionBody of(Session session, Session asking) {
        return new OwnSessionBody(
                session.id().value(),
                session.id().equals(asking.id()),
                session.method().text(),
                session.address(),
                session.userAgent(),
                session.createdAt(),
                session.seenAt(),
                session.endsAt());
    }
}
