package dev.ostiary.control.openapi;

import dev.ostiary.control.problem.Problem;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/// What the whole document says: who it is about, how to authenticate, the parts that operations refer to. Orders it,
/// so that it is the same text at every start.
final class ApiDocument implements GlobalOpenApiCustomizer {
    private static final String SCHEME = "managementKey";

    /// The cookie of a session.
    static final String SESSION = "session";

    /// From what holds the rest to what is in it.
    private static final Set<String> OPTIONAL = Set.of("applied", "errors", "cors", "timeouts", "fault", "live");
    /// What is left out where an answer is given again.
    private static final Set<String> SHOWN_ONCE = Set.of(
            "IssuedKey.secret", "IssuedManagementKey.secret", "CreatedInvitation.token", "CreatedInvitation.link");
    private static final Set<String> SPARSE = Set.of("Location", "HeaderLocation", "KeySelection", "Timeouts");
    /// How a batch is read, found beside what describes it and referred to by nothing.
    private static final Set<String> INNER = Set.of("KeyImportRow");

    private static final List<String> TAGS = List.of(
            "session",
            "account",
            "accounts",
            "identity-providers",
            "organizations",
            "plans",
            "credits",
            "traffic",
            "projects",
            "members",
            "invitations",
            "management-keys",
            "environments",
            "agents",
            "deployments",
            "routes",
            "policies",
            "keys",
            "provider-keys",
            "denials",
            "audit",
            "master-key",
            "nodes",
            "status",
            "health");

    private final String version;

    ApiDocument(String version) {
        this.version = version;
    }

    @Override
    public void customise(OpenAPI document) {
        document.info(info())
                .servers(List.of(new Server().url("/").description("This control plane.")))
                .security(
                        List.of(new SecurityRequirement().addList(SCHEME), new SecurityRequirement().addList(SESSION)));
        document.getComponents().getSchemas().keySet().removeAll(INNER);
        addParts(document.getComponents());
        document.getComponents().getSchemas().forEach((name, schema) -> {
            if (!SPARSE.contains(name)) {
                requireAnswers(name, schema);
            }
        });
        sort(document);
    }

    private Info info() {
        return new Info()
                .title("Ostiary")
                .version(version)
                .license(new License().name("Apache-2.0").identifier("Apache-2.0"))
                .description("""
                        API keys for agents, and where they open.

                        Requests carry a management key, `Authorization: Bearer mk_ost_…`. Organizations, agents \
                        and environments are named by slug or by id. Lists are newest first where no other order is asked for, in parts: give \
                        `nextCursor` as `cursor` for the next. Answers to changes say in `applied` how many gateway \
                        nodes obey them already. Refusals are problems (RFC 9457) with a stable `code`; fields that \
                        an operation does not know are refused.""");
    }

    private static void addParts(Components components) {
        components
                .addSecuritySchemes(
                        SCHEME,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("mk_ost_…")
                                .description("A management key. API keys (`sk_ost_…`) open agents, not this API."))
                .addSecuritySchemes(
                        SESSION,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("ostiary-session")
                                .description("The session of a person; `__Host-ostiary-session` where the server is"
                                        + " reached by https. What changes something carries `X-CSRF-Token` too."))
                .addParameters("limit", limit())
                .addParameters(
                        "cursor",
                        new Parameter()
                                .in("query")
                                .name("cursor")
                                .description("The `nextCursor` of the part before.")
                                .schema(ValueSchemas.text()))
                .addHeaders(
                        "X-Request-Id",
                        header("Identifies the request in the log.").required(true))
                .addHeaders("Location", header("The path of what was made.").required(true))
                .addHeaders(
                        "WWW-Authenticate",
                        header("How to authenticate: `Bearer`.").required(true));
        NameParameters.addTo(components);
        AuditParameters.addTo(components);
        IdempotencyDetails.addTo(components);
        PreconditionDetails.addTo(components);
        for (ProblemCode code : ProblemCode.values()) {
            components.addExamples(code.code(), ProblemResponses.example(code));
        }
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
    }

    private static Parameter limit() {
        Schema<Object> schema = ValueSchemas.number();
        schema.setMinimum(BigDecimal.ONE);
        schema.setMaximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT));
        schema.setDefault(PageRequest.DEFAULT_LIMIT);
        return new Parameter()
                .in("query")
                .name("limit")
                .description("The most items to answer.")
                .schema(schema);
    }

    private static Header header(String description) {
        return new Header().description(description).schema(ValueSchemas.text());
    }

    /// Answers have all their fields always, null or not; only those of [#OPTIONAL] are absent where there is
    /// nothing to say, those of [#SHOWN_ONCE] in a second answer, and those of [#SPARSE] schemas where they do not
    /// apply. Bodies of requests, which say that they take no other fields, name theirs themselves.
    private static void requireAnswers(String name, Schema<?> schema) {
        if (schema.getProperties() == null || schema.getAdditionalProperties() != null) {
            return;
        }
        List<String> required = new ArrayList<>(schema.getProperties().keySet());
        required.removeIf(field -> OPTIONAL.contains(field) || SHOWN_ONCE.contains(name + "." + field));
        schema.setRequired(required);
    }

    private static void sort(OpenAPI document) {
        Paths paths = new Paths();
        new TreeMap<>(document.getPaths()).forEach(paths::addPathItem);
        document.setPaths(paths);
        List<Tag> tags = new ArrayList<>(document.getTags());
        tags.sort(Comparator.comparingInt(tag -> TAGS.indexOf(tag.getName())));
        document.setTags(tags);
        Components components = document.getComponents();
        components.setSchemas(sorted(components.getSchemas()));
        components.setExamples(sorted(components.getExamples()));
    }

    private static <T> Map<String, T> sorted(Map<String, T> parts) {
        return new LinkedHashMap<>(new TreeMap<>(parts));
    }
}
