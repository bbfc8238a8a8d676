package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.SecretInput;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.core.id.IdentityProviderId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary identity-providers …`
@Command(
        name = "identity-providers",
        description = "Servers that sign people in for this installation, by OpenID Connect.")
final class IdentityProvidersCommand {
    private static final String PROVIDERS = "identity-providers";
    private static final String WHICH = "The identity provider, by name or id.";
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(20, "NAME"),
            Column.shortenedTo(40, "ISSUER"),
            Column.shortenedTo(20, "DOMAINS"),
            Column.whole("NEW MEMBERS"),
            Column.whole("ID"));

    private final CommandContext context;

    IdentityProvidersCommand(CommandContext context) {
        this.context = context;
    }

    /// The settings, all of them each time.
    static final class Settings {
        @Option(
                names = "--issuer",
                paramLabel = "URL",
                required = true,
                description = "Its issuer, exactly as it writes it, such as https://id.example.com.")
        private String issuer = "";

        @Option(
                names = "--client-id",
                paramLabel = "ID",
                required = true,
                description = "What this installation is called there.")
        private String clientId = "";

        @Option(
                names = "--client-secret-file",
                paramLabel = "FILE",
                description = "Read the client secret from a file; - for the standard input.")
        private @Nullable String secretFile;

        @Option(
                names = "--domain",
                paramLabel = "DOMAIN",
                description = "Whose addresses may sign in. May be given several times. Any when not given.")
        private @Nullable List<String> domains;

        @Option(names = "--links-accounts", description = "Let it open accounts that exist, by their verified address.")
        private boolean linksAccounts;

        @Option(
                names = "--organization",
                paramLabel = "NAME",
                description = "Make somebody new a member of this organization. Nobody new comes in when not given.")
        private @Nullable String organization;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "The role there: owner, admin, developer or viewer.")
        private @Nullable String role;

        ObjectNode document(String name) {
            ObjectNode document = Json.object()
                    .put("name", name)
                    .put("issuer", issuer)
                    .put("clientId", clientId)
                    .put("linksAccounts", linksAccounts);
            if (domains != null) {
                domains.forEach(document.putArray("domains")::add);
            }
            if (organization != null) {
                document.put("organization", organization);
            }
            if (role != null) {
                document.put("role", role);
            }
            if (secretFile != null) {
                document.put("clientSecret", SecretInput.read(secretFile).reveal());
            }
            return document;
        }
    }

    @Command(
            name = "create",
            description = "Add an identity provider. Its client secret is asked for when no file is named.")
    void create(
            @Mixin ServerOptions options,
            @Mixin Settings settings,
            @Mixin IdempotencyOption once,
            @Parameters(paramLabel = "NAME", description = "What people call it.") String name) {
        ObjectNode document = settings.document(name);
        if (!document.has("clientSecret")) {
            document.put(
                    "clientSecret",
                    SecretInput.ask("Client secret (not shown): ").reveal());
        }
        JsonNode created = once.on(options.client(context))
                .post(ApiPath.of(PROVIDERS), Optional.of(document), "identity providers there");
        options.write(
                context.terminal(),
                created,
                () -> "Added " + described(created) + ". People begin at " + text(created, "signInPath")
                        + ". See that it is reached: ./ostiary identity-providers test " + text(created, "id"));
    }

    @Command(name = "replace", description = "Give one other settings. Its client secret stays when none is given.")
    void replace(
            @Mixin ServerOptions options,
            @Mixin Settings settings,
            @Parameters(paramLabel = "PROVIDER", description = WHICH) String provider,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "What people call it.")
                    String name) {
        ControlClient client = options.client(context);
        JsonNode changed =
                client.put(ApiPath.of(PROVIDERS, id(client, provider)), settings.document(name), subject(provider));
        options.write(context.terminal(), changed, () -> "Changed " + described(changed) + ".");
    }

    @Command(name = "list", description = "List the identity providers.")
    void list(@Mixin ServerOptions options) {
        Listing providers = all(options.client(context));
        options.write(context.terminal(), ListOutput.document(providers), () -> table(providers));
    }

    @Command(name = "get", description = "Show one.")
    void get(@Mixin ServerOptions options, @Parameters(paramLabel = "PROVIDER", description = WHICH) String provider) {
        ControlClient client = options.client(context);
        JsonNode found = client.get(ApiPath.of(PROVIDERS, id(client, provider)), subject(provider));
        options.write(context.terminal(), found, () -> table(Listing.of(found)));
    }

    @Command(name = "delete", description = "Remove one. Accounts that came by it need another way to sign in.")
    void delete(
            @Mixin ServerOptions options, @Parameters(paramLabel = "PROVIDER", description = WHICH) String provider) {
        ControlClient client = options.client(context);
        JsonNode deleted = client.delete(ApiPath.of(PROVIDERS, id(client, provider)), subject(provider));
        options.write(context.terminal(), deleted, () -> "Removed " + described(deleted) + ".");
    }

    @Command(name = "test", description = "See that one is reached, and what to register there.")
    void test(@Mixin ServerOptions options, @Parameters(paramLabel = "PROVIDER", description = WHICH) String provider) {
        ControlClient client = options.client(context);
        JsonNode tested =
                client.post(ApiPath.of(PROVIDERS, id(client, provider), "test"), Optional.empty(), subject(provider));
        options.write(
                context.terminal(),
                tested,
                () -> "Reached " + text(tested, "issuer") + ". Redirect URI to register there: "
                        + text(tested, "redirectUri"));
    }

    private static Listing all(ControlClient client) {
        return client.listWhole(ApiPath.of(PROVIDERS), "identity providers there");
    }

    private static String id(ControlClient client, String reference) {
        if (IdentityProviderId.parse(reference).isPresent()) {
            return reference;
        }
        return all(client).items().stream()
                .filter(provider -> provider.path("name").stringValue("").equals(reference))
                .map(provider -> provider.path("id").stringValue(""))
                .findFirst()
                .orElseThrow(() -> new CommandException(ExitCode.NOT_FOUND, "there is no " + subject(reference)));
    }

    private String table(Listing providers) {
        if (providers.items().isEmpty()) {
            return "No identity providers. Add one: ./ostiary identity-providers create NAME --issuer URL --client-id ID";
        }
        Table table = new Table(COLUMNS);
        for (JsonNode provider : providers.items()) {
            table.row(
                    text(provider, "name"),
                    text(provider, "issuer"),
                    Printable.clean(String.join(
                            " ",
                            provider.path("domains").values().stream()
                                    .map(domain -> domain.stringValue(""))
                                    .toList())),
                    provider.path("role").isNull() ? "no" : text(provider, "role"),
                    text(provider, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String subject(String provider) {
        return "identity provider " + Printable.clean(provider);
    }

    private static String described(JsonNode provider) {
        return "identity provider " + text(provider, "name") + " (" + text(provider, "id") + ")";
    }

    private static String text(JsonNode provider, String field) {
        return Printable.clean(provider.path(field).stringValue(""));
    }
}
