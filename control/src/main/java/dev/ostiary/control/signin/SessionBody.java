package dev.ostiary.control.signin;

import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.signin.Session;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Schema(name = "CurrentSession", description = "Who is signed in, and what that person may do at the moment.")
record SessionBody(
        @Schema(description = "The session's identifier.", example = "ses_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        AccountBody account,

        @Schema(description = "By what the person signed in: password, passkey, identity-provider or link.")
        String method,

        @Schema(description = "When.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "When it ends, unless it is used before.", example = "2026-03-02T00:00:00.000Z")
        Instant endsAt,

        @Schema(description = "What requests that change something must carry in the header X-CSRF-Token.")
        String csrfToken,

        @Schema(description = "The organizations that the person is a member of.")
        List<MembershipBody> organizations) {
    static SessionBody of(Session session, AccountBody account, String csrfToken, List<MembershipBody> organizations) {
        return new SessionBody(
                session.id().value(),
                account,
                session.method().text(),
                session.createdAt(),
                session.endsAt(),
                csrfToken,
                organizations);
    }

    @Schema(name = "Membership", description = "An organization, and what one is in it.")
    record MembershipBody(
            @Schema(description = "The organization's identifier.", example = "org_01kj3x5v9rn2c8q4w6t0ya7mze")
            String id,

            @Schema(description = "Its slug.", example = "acme")
            String slug,

            @Schema(description = "Its name.", example = "Acme")
            String name,

            @Schema(
                    description =
                            "The role there: owner, admin, developer or viewer; null for an operator without one.",
                    types = {"string", "null"})
            Optional<String> role,

            @Schema(description = "What one may do there.") List<String> permissions) {
        static MembershipBody of(Organization organization, Optional<Role> role, Set<Permission> permissions) {
            return new MembershipBody(
                    organization.id().value(),
                    organization.slug().value(),
                    organization.name().value(),
                    role.map(Role::text),
                    permissions.stream().map(Permission::text).sorted().toList());
        }
    }
}
