package dev.ostiary.control.signin;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

@Schema(
        name = "NewIdentityProvider",
        requiredProperties = {"name", "issuer", "clientId"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record IdentityProviderRequest(
        @Schema(description = "What people call it; unique.", example = "Acme")
        DisplayName name,

        @Schema(
                description =
                        "Its issuer, exactly as it writes it; https, or http on this machine. It stays: another issuer"
                                + " is another provider.",
                type = "string",
                format = "uri",
                example = "https://id.example.com")
        URI issuer,

        @Schema(description = "What this installation is called there.", example = "ostiary")
        String clientId,

        @Schema(
                description =
                        "What this installation shows it. Wanted for a new provider; left out, the present one stays."
                                + " No answer holds it.")
        Optional<Secret> clientSecret,

        @Schema(description = "The domains of the addresses that may sign in; any when left out.")
        Optional<List<String>> domains,

        @Schema(description = "Whether it may open accounts that exist, by their verified address. No when left out.")
        Optional<Boolean> linksAccounts,

        @Schema(
                description = "The organization, by slug or id, that somebody new becomes a member of; nobody new comes"
                        + " in when left out.",
                example = "acme")
        Optional<String> organization,

        @Schema(description = "The role there: owner, admin, developer or viewer.", type = "string", example = "viewer")
        Optional<Role> role) {
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9-]{1,63}");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final FieldType<URI> ISSUER = FieldType.text(
            IdentityProviderRequest::issuer, "give an https URL without query, or an http one on this machine");
    private static final FieldType<String> CLIENT = FieldType.text(
            text -> text.matches("[\\x21-\\x7E]{1,255}") ? Optional.of(text) : Optional.empty(),
            "give 1 to 255 visible ASCII characters");
    private static final FieldType<Secret> SECRET = FieldType.secret(
            text -> text.isEmpty() || text.length() > 4096 ? Optional.empty() : Optional.of(Secret.of(text)),
            "give the secret that the provider shows for the client");
    private static final FieldType<List<String>> DOMAINS =
            FieldType.list(IdentityProviderRequest::domain, 50, "give a domain such as example.com");
    private static final FieldType<String> REFERENCE = FieldType.text(
            text -> text.matches("[a-z0-9_-]{1,63}") ? Optional.of(text) : Optional.empty(), "give a slug or an id");
    private static final FieldType<Role> ROLE =
            FieldType.text(Role::parse, "give one of owner, admin, developer, viewer");

    static IdentityProviderRequest read(JsonFields fields) {
        Optional<DisplayName> name = fields.required("name", SignInFields.NAME);
        Optional<URI> issuer = fields.required("issuer", ISSUER);
        Optional<String> clientId = fields.required("clientId", CLIENT);
        Optional<Secret> clientSecret = fields.optional("clientSecret", SECRET);
        Optional<List<String>> domains = fields.optional("domains", DOMAINS);
        Optional<Boolean> links = fields.optional("linksAccounts", SignInFields.FLAG);
        Optional<String> organization = fields.optional("organization", REFERENCE);
        Optional<Role> role = fields.optional("role", ROLE);
        if (fields.isGiven("organization") != fields.isGiven("role")) {
            fields.problem(fields.isGiven("role") ? "organization" : "role", "give organization and role, or neither");
        }
        return fields.finish(() -> new IdentityProviderRequest(
                name.orElseThrow(),
                issuer.orElseThrow(),
                clientId.orElseThrow(),
                clientSecret,
                domains,
                links,
                organization,
                role));
    }

    private static Optional<String> domain(String text) {
        String domain = text.toLowerCase(Locale.ROOT);
        return domain.length() <= 253 && DOMAIN.matcher(domain).matches() ? Optional.of(domain) : Optional.empty();
    }

    private static Optional<URI> issuer(String text) {
        try {
            URI issuer = URI.create(text);
            boolean isSafe = "https".equals(issuer.getScheme())
                    || "http".equals(issuer.getScheme()) && THIS_MACHINE.contains(String.valueOf(issuer.getHost()));
            return isSafe
                            && issuer.getHost() != null
                            && issuer.getRawUserInfo() == null
                            && issuer.getRawQuery() == null
                            && issuer.getRawFragment() == null
                            && text.length() <= 500
                    ? Optional.of(issuer)
                    : Optional.empty();
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }
}
