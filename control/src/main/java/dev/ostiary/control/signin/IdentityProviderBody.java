package dev.ostiary.control.signin;

import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.identity.ProviderSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Schema(name = "IdentityProvider", description = "A server that signs people in for us, by OpenID Connect.")
public record IdentityProviderBody(
        @Schema(description = "Its identifier.", example = "idp_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "What people call it.", example = "Acme")
        String name,

        @Schema(description = "Its issuer.", example = "https://id.example.com")
        String issuer,

        @Schema(description = "What this installation is called there.", example = "ostiary")
        String clientId,

        @Schema(description = "The domains of the addresses that may sign in; any when there are none.")
        List<String> domains,

        @Schema(description = "Whether it may open accounts that exist, by their verified address.")
        boolean linksAccounts,

        @Schema(
                description = "The organization that somebody new becomes a member of; null when nobody new comes in.",
                example = "org_01kj3x5v9rn2c8q4w6t0ya7mze",
                types = {"string", "null"})
        Optional<String> organization,

        @Schema(
                description = "The role there.",
                example = "viewer",
                types = {"string", "null"})
        Optional<String> role,

        @Schema(
                description = "Where a browser begins to sign in.",
                example = "/sign-in/oidc/idp_01kj3x5v9rn2c8q4w6t0ya7mze")
        String signInPath,

        @Schema(description = "When it was added.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "Who added it, as they were called then.", example = "local")
        String createdBy,

        @Schema(description = "When it was last changed.", example = "2026-03-01T12:00:00.000Z")
        Instant changedAt,

        @Schema(description = "Who changed it, as they were called then.", example = "local")
        String changedBy) {
    public static IdentityProviderBody of(IdentityProvider provider) {
        ProviderSettings settings = provider.settings();
        return new IdentityProviderBody(
                provider.id().value(),
                settings.name().value(),
                settings.issuer().toString(),
                settings.clientId(),
                settings.domains(),
                settings.linksAccounts(),
                settings.newMember().map(member -> member.organization().value()),
                settings.newMember().map(member -> member.role().text()),
                OidcController.START + provider.id(),
                provider.created().at(),
                provider.created().by(),
                provider.changed().at(),
                provider.changed().by());
    }
}
