package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.NewKey;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.key.Scope;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Schema(
        name = "NewKey",
        description =
                "A key is for one agent in one environment, for some routes or, when none is named, for the whole "
                        + "organization.",
        requiredProperties = "name",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewKeyRequest(
        @Schema(description = "What people call it; unique among the live keys of the organization.")
        DisplayName name,

        @Schema(
                description = "What people note about it.",
                example = "nightly reports",
                types = {"string", "null"})
        Optional<Description> description,

        @Schema(
                description = "The agent it opens, by slug or by id.",
                example = "support-bot",
                types = {"string", "null"})
        Optional<String> agent,

        @Schema(
                description = "The environment it opens the agent in, by slug or by id.",
                example = "production",
                types = {"string", "null"})
        Optional<String> environment,

        @Schema(
                description = "The routes it opens, by id, in place of agent and environment.",
                example = "[\"rte_01kj3x5v9rn2c8q4w6t0ya7mze\"]",
                types = {"array", "null"})
        Optional<Set<RouteId>> routes,

        @Schema(
                description = "By which policies select it.",
                types = {"object", "null"})
        Labels labels,

        @Schema(
                description = "What it may call, methods and a path below the route each; everything when left out.",
                types = {"array", "null"})
        List<Scope> scopes,

        @Schema(
                description = "From whose pages its public id alone may be used; none when left out.",
                types = {"array", "null"})
        List<DomainPattern> domains,

        @Schema(
                description = "From where it may be used; anywhere when left out.",
                types = {"array", "null"})
        List<AddressRange> addresses,

        @Schema(
                description = "How often it may be used; without limit when left out.",
                types = {"array", "null"})
        List<RateLimit> limits,

        @Schema(
                description =
                        "From when it is refused: a time in the future, null for never, 90 days from now when left "
                                + "out.")
        Expiry expiresAt,

        @Schema(
                description = "How many credits it is to have of its own; held to its organization's only when left"
                        + " out.",
                example = "100",
                types = {"integer", "null"})
        Optional<Long> credits) {
    static NewKeyRequest read(JsonFields fields, Clock clock) {
        Optional<DisplayName> name = fields.required("name", Fields.NAME);
        return read(fields, clock, name, fields.optional("credits", CreditFields.CREDITS));
    }

    /// The same of a key that was made elsewhere: its name is known already, and it has no credits of its own.
    static NewKeyRequest read(JsonFields fields, Clock clock, Optional<DisplayName> name) {
        return read(fields, clock, name, Optional.empty());
    }

    private static NewKeyRequest read(
            JsonFields fields, Clock clock, Optional<DisplayName> name, Optional<Long> credits) {
        Optional<Description> description = fields.optional("description", Fields.DESCRIPTION);
        Optional<String> agent = fields.optional("agent", Fields.REFERENCE);
        Optional<String> environment = fields.optional("environment", Fields.REFERENCE);
        Optional<Instant> end = fields.optional("expiresAt", Fields.future(clock));
        Optional<Set<RouteId>> routes =
                fields.optional("routes", KeyFields.ROUTES).map(Set::copyOf);
        Labels labels = fields.optional("labels", KeyFields.LABELS).orElse(Labels.NONE);
        List<Scope> scopes = fields.optional("scopes", KeyFields.SCOPES).orElse(List.of());
        List<DomainPattern> domains =
                fields.optional("domains", KeyFields.DOMAINS).orElse(List.of());
        List<AddressRange> addresses =
                fields.optional("addresses", KeyFields.ADDRESSES).orElse(List.of());
        List<RateLimit> limits = fields.optional("limits", KeyFields.LIMITS).orElse(List.of());
        requireBothOrNeither(fields);
        if (routes.isPresent() && fields.isGiven("agent")) {
            fields.problem("routes", "give routes, or agent and environment, not both");
        }
        Expiry expiry = fields.isNull("expiresAt")
                ? new Expiry.Never()
                : end.<Expiry>map(Expiry.At::new).orElseGet(Expiry.Default::new);
        return fields.finish(() -> new NewKeyRequest(
                name.orElseThrow(),
                description,
                agent,
                environment,
                routes,
                labels,
                scopes,
                domains,
                addresses,
                limits,
                expiry,
                credits));
    }

    NewKey key(KeyBinding binding) {
        return new NewKey(name, description, binding, labels, restrictions(), expiresAt, credits);
    }

    KeyRestrictions restrictions() {
        return new KeyRestrictions(scopes, domains, addresses, limits);
    }

    private static void requireBothOrNeither(JsonFields fields) {
        if (fields.isGiven("agent") && !fields.isGiven("environment")) {
            fields.problem("environment", "name the environment too, or leave out the agent");
        }
        if (fields.isGiven("environment") && !fields.isGiven("agent")) {
            fields.problem("agent", "name the agent too, or leave out the environment");
        }
    }
}
