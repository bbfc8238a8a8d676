package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary management-keys …`
@Command(
        name = "management-keys",
        description = "Make and end credentials of automation at the REST API. They open no agent.")
final class ManagementKeysCommand {
    private static final String MANAGEMENT_KEYS = "management-keys";
    private static final String WHOLE = "Of the whole installation, in place of one organization.";
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(16, "NAME"),
            Column.whole("KEY"),
            Column.shortenedTo(24, "PERMISSIONS"),
            Column.whole("ENDS"),
            Column.whole("LAST USED"),
            Column.whole("ID"));

    private final CommandContext context;

    ManagementKeysCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "create", description = "Make a management key. It is shown once.")
    void create(
            @Mixin OrganizationOptions options,
            @Mixin IdempotencyOption once,
            @Parameters(paramLabel = "NAME", description = "What it is called, such as terraform.") String name,
            @Option(names = "--installation", description = WHOLE) boolean isWhole,
            @Option(
                            names = "--permission",
                            paramLabel = "PERMISSION",
                            split = ",",
                            description =
                                    "What it may do, such as keys.issue; several with commas or by giving this again."
                                            + " Nothing that you may not do.")
                    @Nullable
                    List<String> permissions,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description = "owner, admin, developer or viewer: what such a member may, in place of"
                                    + " --permission.")
                    @Nullable
                    String role,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "90d, 12h, a date, a time, or never. 90 days when not given.")
                    @Nullable
                    String expires) {
        if ((permissions == null) == (role == null)) {
            throw CommandException.usage("give either --permission or --role, to say what the key may do");
        }
        ObjectNode document = Json.object().put("name", name);
        if (role != null) {
            document.put("role", role);
        }
        if (permissions != null) {
            ArrayNode wanted = document.putArray("permissions");
            permissions.forEach(wanted::add);
        }
        if (expires != null) {
            document.put(
                    "expiresAt",
                    ExpiryOption.parse(expires, context.clock())
                            .at()
                            .map(Object::toString)
                            .orElse(null));
        }
        JsonNode key = once.on(options.client(context))
                .post(path(options, isWhole), Optional.of(document), itself(options, isWhole));
        options.write(
                context.terminal(),
                key,
                () -> "Made management key " + text(key, "name") + " (" + text(key, "id") + "). " + shown(key));
    }

    /// An answer that is given again is without the key.
    private static String shown(JsonNode key) {
        return key.has("secret")
                ? "It is not shown again:\n\n  " + text(key, "secret")
                : "It was shown when this idempotency key was first given, and is not kept; if it is lost, revoke it and"
                        + " make another.";
    }

    @Command(name = "list", description = "List the management keys, ended ones too, newest first.")
    void list(
            @Mixin OrganizationOptions options,
            @Option(names = "--installation", description = WHOLE) boolean isWhole,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing keys =
                options.client(context).list(path(options, isWhole), ListOutput.limit(limit), itself(options, isWhole));
        options.write(context.terminal(), ListOutput.document(keys), () -> table(keys.items()));
    }

    @Command(name = "get", description = "Show one management key, without its secret.")
    void get(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "KEY", description = "The management key, by id.") String key,
            @Option(names = "--installation", description = WHOLE) boolean isWhole) {
        JsonNode found = options.client(context).get(path(options, isWhole, key), subject(options, isWhole, key));
        options.write(context.terminal(), found, () -> table(List.of(found)));
    }

    @Command(name = "revoke", description = "End a management key for good.")
    void revoke(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "KEY", description = "The management key, by id.") String key,
            @Option(names = "--installation", description = WHOLE) boolean isWhole) {
        JsonNode revoked = options.client(context)
                .post(path(options, isWhole, key, "revoke"), Optional.empty(), subject(options, isWhole, key));
        options.write(context.terminal(), revoked, () -> "Revoked management key " + text(revoked, "name") + ".");
    }

    private static ApiPath path(OrganizationOptions options, boolean isWhole, String... rest) {
        String[] segments = new String[rest.length + 1];
        segments[0] = MANAGEMENT_KEYS;
        System.arraycopy(rest, 0, segments, 1, rest.length);
        return isWhole ? ApiPath.of(segments) : options.path(segments);
    }

    private static String subject(OrganizationOptions options, boolean isWhole, String key) {
        return "management key " + Printable.clean(key) + " of the " + itself(options, isWhole);
    }

    private static String itself(OrganizationOptions options, boolean isWhole) {
        return isWhole ? "installation" : options.itself();
    }

    private String table(List<JsonNode> keys) {
        if (keys.isEmpty()) {
            return "No management keys.";
        }
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode key : keys) {
            table.row(
                    text(key, "name"),
                    text(key, "mask"),
                    permissions(key),
                    key.path("revokedAt").isNull() ? times.relative(key, "expiresAt") : "revoked",
                    times.relative(key, "lastUsedAt"),
                    text(key, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String permissions(JsonNode key) {
        return key.path("permissions").isNull()
                ? "everything"
                : String.join(
                        " ",
                        key.path("permissions")
                                .valueStream()
                                .map(permission -> Printable.clean(permission.stringValue("")))
                                .toList());
    }

    private static String text(JsonNode document, String field) {
        return Printable.clean(document.path(field).stringValue(""));
    }
}
