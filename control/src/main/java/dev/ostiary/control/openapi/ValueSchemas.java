package dev.ostiary.control.openapi;

import dev.ostiary.control.security.SignedIn;
import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.AgentHosting;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.MessagesPath;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamHeaders;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.IdentifyKey;
import dev.ostiary.core.key.KeyEdit;
import dev.ostiary.core.key.KeyToImport;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.key.Scope;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vault.ProviderKeyValue;
import io.swagger.v3.oas.models.media.Schema;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springdoc.core.utils.SpringDocUtils;

/// How the values of `core` look in JSON.
final class ValueSchemas {
    private ValueSchemas() {}

    static void register() {
        SpringDocUtils.getConfig()
                .replaceWithSchema(
                        Slug.class,
                        text().pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$").example("support-bot"))
                .replaceWithSchema(
                        DisplayName.class,
                        text().minLength(1).maxLength(DisplayName.MAX_LENGTH).example("Support bot"))
                .replaceWithSchema(
                        Description.class,
                        text().minLength(1).maxLength(Description.MAX_LENGTH).example("nightly reports"))
                .replaceWithSchema(
                        KeyEdit.NewDescription.class,
                        text().minLength(1).maxLength(Description.MAX_LENGTH).example("nightly reports"))
                .replaceWithSchema(Secret.class, text().minLength(1).maxLength(IdentifyKey.MAX_LENGTH))
                .replaceWithSchema(EmailAddress.class, text().format("email").example("ada@example.com"))
                .replaceWithSchema(Duration.class, ObjectSchemas.duration("PT24H"))
                .replaceWithSchema(KeyToImport.class, ObjectSchemas.importedKey())
                .replaceWithSchema(UpstreamUrl.class, text().format("uri").example("http://127.0.0.1:9000"))
                .replaceWithSchema(AgentKind.class, kinds())
                .replaceWithSchema(CallCosts.class, ObjectSchemas.costs())
                .replaceWithSchema(AgentHosting.class, words("hosted", "external"))
                .replaceWithSchema(UpstreamHeaders.class, headers())
                .replaceWithSchema(
                        MessagesPath.class,
                        ofTypes("string", "null").maxLength(256).example("/messages"))
                .replaceWithSchema(Expiry.class, time())
                .replaceWithSchema(RouteId.class, text().example("rte_01kj3x5v9rn2c8q4w6t0ya7mze"))
                .replaceWithSchema(
                        ProviderKeyValue.class,
                        text().minLength(1).maxLength(4096).format("password").example("example-provider-key"))
                .replaceWithSchema(Scope.class, text().example("GET,POST /v1/models/*"))
                .replaceWithSchema(DomainPattern.class, text().example("*.example.com"))
                .replaceWithSchema(AddressRange.class, text().example("10.0.0.0/8"))
                .replaceWithSchema(Labels.class, labels())
                .replaceWithSchema(RateLimit.class, ObjectSchemas.rateLimit())
                .replaceWithSchema(Location.class, ObjectSchemas.location())
                .replaceWithSchema(KeySelection.class, ObjectSchemas.keySelection())
                .replaceWithSchema(CorsPolicy.class, ObjectSchemas.cors())
                .replaceWithSchema(RouteTimeouts.class, ObjectSchemas.timeouts())
                .replaceWithSchema(AccessMode.class, words("strict", "optional", "permissive"))
                .replaceWithSchema(RefusalDialect.class, words("text", "problem"))
                .replaceWithSchema(RouteMatch.PathKind.class, words("prefix", "exact"))
                .addRequestWrapperToIgnore(
                        PageRequest.class, NamedListing.class, AuditFilter.class, Precondition.class, SignedIn.class);
    }

    static Schema<Object> text() {
        return ofTypes("string");
    }

    static Schema<Object> number() {
        return ofTypes("integer");
    }

    static Schema<Object> labels() {
        Schema<Object> schema = ofTypes("object");
        schema.setAdditionalProperties(text());
        schema.setExample(Map.of("team", "payments"));
        return schema;
    }

    private static Schema<Object> headers() {
        Schema<Object> schema = ofTypes("object", "null");
        schema.setAdditionalProperties(text());
        schema.setExample(Map.of("x-team", "payments"));
        return schema;
    }

    static Schema<Object> words(String... words) {
        Schema<Object> schema = text();
        schema.setExample(words[0]);
        schema.setEnum(Arrays.<Object>asList((Object[]) words));
        return schema;
    }

    private static Schema<Object> kinds() {
        Schema<Object> schema = text();
        schema.setExample("api");
        schema.setEnum(List.of("api", "mcp", "a2a", "llm"));
        return schema;
    }

    private static Schema<Object> time() {
        Schema<Object> schema = ofTypes("string", "null");
        schema.setFormat("date-time");
        schema.setExample("2030-01-31T00:00:00Z");
        return schema;
    }

    static Schema<Object> ofTypes(String... types) {
        Schema<Object> schema = new Schema<>();
        schema.setTypes(new LinkedHashSet<>(List.of(types)));
        return schema;
    }
}
