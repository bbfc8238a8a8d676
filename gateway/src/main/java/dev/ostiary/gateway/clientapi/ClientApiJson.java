package dev.ostiary.gateway.clientapi;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.credit.CreditBalance;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.Scope;
import dev.ostiary.core.limit.RateState;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.RouteName;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes the answers of the [ClientApi].
final class ClientApiJson {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private ClientApiJson() {}

    static byte[] key(KeyEntry key, ClientApi.Tenant tenant, List<RateState> limits) {
        return written(json -> {
            writeOrganization(json, tenant.organization());
            json.writeObjectPropertyStart("key");
            json.writeStringProperty("id", key.id().value());
            json.writeStringProperty("name", key.name());
            json.writeStringProperty("publicId", key.publicId());
            writeBinding(json, key, tenant);
            if (!key.labels().values().isEmpty()) {
                json.writeObjectPropertyStart("labels");
                key.labels().values().forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeArrayPropertyStart("scopes");
            for (Scope scope : key.restrictions().scopes()) {
                json.writeString(scope.toString());
            }
            json.writeEndArray();
            if (key.expiresAtMillis() == KeyEntry.NEVER) {
                json.writeNullProperty("expiresAt");
            } else {
                json.writeStringProperty(
                        "expiresAt", Instant.ofEpochMilli(key.expiresAtMillis()).toString());
            }
            json.writeArrayPropertyStart("limits");
            limits.forEach(limit -> writeLimit(json, limit));
            json.writeEndArray();
        });
    }

    static byte[] agents(List<RouteName.Deployment> agents) {
        return written(json -> {
            json.writeArrayPropertyStart("items");
            for (RouteName.Deployment agent : agents) {
                json.writeStartObject();
                json.writeStringProperty("name", agent.agent().value());
                json.writeStringProperty("environment", agent.environment().value());
                json.writeStringProperty("path", agent.path());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /// What cannot be used up is null.
    static byte[] credits(Optional<CreditBalance> organization, Optional<CreditBalance> key, Instant now) {
        return written(json -> {
            json.writeStringProperty(
                    "month", CreditMonth.month(CreditMonth.of(now)).toString());
            json.writeStringProperty("renewsAt", CreditMonth.end(now).toString());
            json.writeName("organization");
            organization.ifPresentOrElse(balance -> write(json, balance), json::writeNull);
            json.writeObjectPropertyStart("key");
            write(json, "left", key.flatMap(CreditBalance::left));
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, CreditBalance organization) {
        json.writeStartObject();
        json.writeName("plan");
        organization.plan().ifPresentOrElse(plan -> json.writeString(plan.slug().value()), json::writeNull);
        write(json, "allowance", organization.plan().flatMap(Plan::credits));
        write(json, "left", organization.left());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Optional<Long> number) {
        json.writeName(name);
        number.ifPresentOrElse(json::writeNumber, json::writeNull);
    }

    private static void writeOrganization(JsonGenerator json, Organization organization) {
        json.writeObjectPropertyStart("organization");
        json.writeStringProperty("id", organization.id().value());
        json.writeStringProperty("slug", organization.slug().value());
        json.writeStringProperty("name", organization.name().value());
        json.writeEndObject();
    }

    /// By the names that stand in URLs; what is not deployed, or open to everybody, by its identifier.
    private static void writeBinding(JsonGenerator json, KeyEntry key, ClientApi.Tenant tenant) {
        json.writeObjectPropertyStart("binding");
        switch (key.binding()) {
            case KeyBinding.WholeOrganization _ -> json.writeStringProperty("kind", "organization");
            case KeyBinding.AgentInEnvironment(var agent, var environment) -> {
                var target = new AccessTarget.DeployedAgent(key.organization(), agent, environment);
                RouteName.Deployment name = tenant.nameOf(target) instanceof RouteName.Deployment known ? known : null;
                json.writeStringProperty("kind", "agent");
                json.writeStringProperty(
                        "agent", name == null ? agent.value() : name.agent().value());
                json.writeStringProperty(
                        "environment",
                        name == null ? environment.value() : name.environment().value());
            }
            case KeyBinding.OwnRoutes(var routes) -> {
                json.writeStringProperty("kind", "routes");
                json.writeArrayPropertyStart("routes");
                routes.stream()
                        .map(route -> nameOf(route, key, tenant))
                        .sorted()
                        .forEach(json::writeString);
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static String nameOf(RouteId route, KeyEntry key, ClientApi.Tenant tenant) {
        return tenant.nameOf(new AccessTarget.OwnRoute(key.organization(), route)) instanceof RouteName.Own own
                ? own.route().value()
                : route.value();
    }

    private static void writeLimit(JsonGenerator json, RateState state) {
        json.writeStartObject();
        json.writeStringProperty("name", state.limit().name());
        json.writeNumberProperty("requests", state.limit().requests());
        json.writeStringProperty("window", state.limit().windowText());
        json.writeNumberProperty("remaining", state.remaining());
        json.writeEndObject();
    }

    private static byte[] written(Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
