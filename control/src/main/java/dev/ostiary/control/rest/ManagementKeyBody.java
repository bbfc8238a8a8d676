package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.management.IssuedManagementKey;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.problem.RefusedException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Schema(name = "ManagementKey", description = "A credential of automation at this API.")
public record ManagementKeyBody(
        @Schema(description = "Its identifier.", example = "mgk_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "What people call it.", example = "terraform")
        String name,

        @Schema(
                description = "The organization that it is for; null for the whole installation.",
                example = "org_01kj3x5v9rn2c8q4w6t0ya7mze",
                types = {"string", "null"})
        Optional<String> organization,

        @Schema(
                description = "What it may do, as far as its maker may at the moment; null for everything there is.",
                implementation = String[].class,
                example = "[\"keys.read\",\"keys.issue\"]",
                types = {"array", "null"})
        Optional<List<String>> permissions,

        @Schema(description = "How it begins and ends.", example = "mk_ost_abcd••••••••wxyz")
        String mask,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "Who made it.", example = "Zoe")
        String createdBy,

        @Schema(
                description = "From when it is refused; null for never.",
                example = "2026-06-01T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> expiresAt,

        @Schema(
                description = "When it was ended; null when it was not.",
                types = {"string", "null"})
        Optional<Instant> revokedAt,

        @Schema(
                description = "When it was used last, to the minute; null for never.",
                types = {"string", "null"})
        Optional<Instant> lastUsedAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    public static ManagementKeyBody of(ManagementKey key) {
        return of(key, Optional.empty());
    }

    /// The one of that place; one of another place is not found.
    public static ManagementKeyBody ofOne(ManagementKeyStore keys, Optional<OrganizationId> place, ManagementKeyId id) {
        return keys.find(id)
                .filter(key -> key.confinedTo().equals(place))
                .map(ManagementKeyBody::of)
                .orElseThrow(RefusedException::notFound);
    }

    static ManagementKeyBody ofEnded(Recorded<ManagementKey> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    static ManagementKeyBody of(Recorded<IssuedManagementKey> recorded) {
        return of(recorded.value().key(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static ManagementKeyBody of(ManagementKey key, Optional<AppliedBody> applied) {
        return new ManagementKeyBody(
                key.id().value(),
                key.name().value(),
                key.confinedTo().map(OrganizationId::value),
                key.permissions()
                        .map(some ->
                                some.stream().sorted().map(Permission::text).toList()),
                key.secret().mask(),
                key.created().at(),
                key.created().by(),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedAt(),
                applied);
    }
}
