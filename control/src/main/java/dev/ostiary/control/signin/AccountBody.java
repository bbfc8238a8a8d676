package dev.ostiary.control.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.control.rest.AppliedBody;
import dev.ostiary.core.account.Account;
import dev.ostiary.core.change.Recorded;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "Account", description = "A person who may sign in.")
public record AccountBody(
        @Schema(description = "Its identifier.", example = "usr_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "The address to sign in with.", example = "ada@example.com")
        String email,

        @Schema(description = "What people call the person.", example = "Ada Lovelace")
        String name,

        @Schema(description = "Whether it may do everything in the whole installation.")
        boolean operator,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(
                description = "Since when it may do nothing; null for one in use.",
                example = "2026-03-01T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> disabledAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    public static AccountBody of(Account account) {
        return of(account, Optional.empty());
    }

    static AccountBody of(Recorded<Account> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static AccountBody of(Account account, Optional<AppliedBody> applied) {
        return new AccountBody(
                account.id().value(),
                account.email().value(),
                account.name().value(),
                account.isOperator(),
                account.createdAt(),
                account.disabledAt(),
                applied);
    }
}
