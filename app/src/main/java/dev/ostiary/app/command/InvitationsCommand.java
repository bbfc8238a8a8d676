package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
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
import tools.jackson.databind.node.ObjectNode;

/// `ostiary invitations …`
@Command(name = "invitations", description = "Invite people into the organization.")
final class InvitationsCommand {
    private static final String INVITATIONS = "invitations";
    private static final List<Column> COLUMNS = List.of(
            Column.whole("EMAIL"),
            Column.whole("ROLE"),
            Column.whole("INVITED BY"),
            Column.whole("EXPIRES"),
            Column.whole("ID"));

    private final CommandContext context;

    InvitationsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "create",
            description = "Invite a person, for a week. Inviting an address again ends its earlier invitation.")
    void create(
            @Mixin OrganizationOptions options,
            @Mixin IdempotencyOption once,
            @Parameters(paramLabel = "EMAIL", description = "The address of the person's account.") String email,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description = "owner, admin, developer or viewer; no more than your own.")
                    String role) {
        ObjectNode document = Json.object().put("email", email).put("role", role);
        JsonNode created = once.on(options.client(context))
                .post(options.path(INVITATIONS), Optional.of(document), options.itself());
        options.write(
                context.terminal(),
                created,
                () -> "Invited " + text(created, "email") + " as " + text(created, "role") + ". " + handOver(created));
    }

    /// An answer that is given again is without the link.
    private String handOver(JsonNode created) {
        return created.has("link")
                ? "Hand this link over to " + text(created, "email") + "; it works once, for that address alone, until "
                        + new Times(context.clock()).exact(created, "expiresAt")
                        + ", and is not shown again:\n\n  " + text(created, "link")
                : "The link was shown when this idempotency key was first given, and is not kept; if it is lost,"
                        + " invite the person again.";
    }

    @Command(name = "list", description = "List the invitations that were not accepted yet.")
    void list(
            @Mixin OrganizationOptions options,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing invitations =
                options.client(context).list(options.path(INVITATIONS), ListOutput.limit(limit), options.itself());
        options.write(context.terminal(), ListOutput.document(invitations), () -> table(invitations.items()));
    }

    @Command(name = "get", description = "Show one invitation, without its link.")
    void get(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "INVITATION", description = "The invitation, by id.") String invitation) {
        JsonNode found = options.client(context)
                .get(options.path(INVITATIONS, invitation), options.in("invitation " + Printable.clean(invitation)));
        options.write(context.terminal(), found, () -> table(List.of(found)));
    }

    @Command(name = "revoke", description = "Take an invitation back.")
    void revoke(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "INVITATION", description = "The invitation, by id.") String invitation) {
        JsonNode revoked = options.client(context)
                .delete(options.path(INVITATIONS, invitation), options.in("invitation " + Printable.clean(invitation)));
        options.write(context.terminal(), revoked, () -> "Took back invitation " + Printable.clean(invitation) + ".");
    }

    private String table(List<JsonNode> invitations) {
        if (invitations.isEmpty()) {
            return "No invitations.";
        }
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode invitation : invitations) {
            table.row(
                    text(invitation, "email"),
                    text(invitation, "role"),
                    text(invitation, "createdBy"),
                    times.relative(invitation, "expiresAt"),
                    text(invitation, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String text(JsonNode document, String field) {
        return Printable.clean(document.path(field).stringValue(""));
    }
}
