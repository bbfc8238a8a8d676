package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.core.id.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `ostiary members …`
@Command(name = "members", description = "See who is a member of the organization, change roles, remove members.")
final class MembersCommand {
    private static final String MEMBERS = "members";
    private static final String WHICH = "The member, by email address or id.";
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(16, "NAME"),
            Column.whole("EMAIL"),
            Column.whole("ROLE"),
            Column.whole("SINCE"),
            Column.whole("ID"));

    private final CommandContext context;

    MembersCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "list", description = "List the members.")
    void list(
            @Mixin OrganizationOptions options,
            @Mixin NameFilterOptions filter,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing members = options.client(context)
                .list(filter.on(options.path(MEMBERS)), ListOutput.limit(limit), options.itself());
        options.write(
                context.terminal(),
                ListOutput.document(members),
                () -> filter.text(members, MEMBERS, () -> table(members.items(), options.again())));
    }

    @Command(name = "get", description = "Show one member.")
    void get(
            @Mixin OrganizationOptions options, @Parameters(paramLabel = "MEMBER", description = WHICH) String member) {
        ControlClient client = options.client(context);
        JsonNode found = client.get(path(client, options, member), subject(options, member));
        options.write(context.terminal(), found, () -> table(List.of(found), options.again()));
    }

    @Command(name = "role", description = "Give a member another role. It holds from the member's next request on.")
    void role(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "MEMBER", description = WHICH) String member,
            @Parameters(paramLabel = "ROLE", description = "owner, admin, developer or viewer.") String role) {
        ControlClient client = options.client(context);
        JsonNode changed =
                client.patch(path(client, options, member), Json.object().put("role", role), subject(options, member));
        options.write(
                context.terminal(), changed, () -> text(changed, "email") + " is " + text(changed, "role") + " now.");
    }

    @Command(
            name = "remove",
            description = "Remove a member, and with it the management keys that the member made for the organization.")
    void remove(
            @Mixin OrganizationOptions options, @Parameters(paramLabel = "MEMBER", description = WHICH) String member) {
        ControlClient client = options.client(context);
        JsonNode removed = client.delete(path(client, options, member), subject(options, member));
        options.write(
                context.terminal(), removed, () -> "Removed " + Printable.clean(member) + " from the organization.");
    }

    private static String subject(OrganizationOptions options, String member) {
        return options.in("member " + Printable.clean(member));
    }

    /// The path of the member that is meant by an address, which is one person's, or by an id.
    private static ApiPath path(ControlClient client, OrganizationOptions options, String reference) {
        if (AccountId.parse(reference).isPresent()) {
            return options.path(MEMBERS, reference);
        }
        return client.list(options.path(MEMBERS), Long.MAX_VALUE, options.itself()).items().stream()
                .filter(member -> member.path("email").stringValue("").equalsIgnoreCase(reference))
                .map(member -> options.path(MEMBERS, member.path("id").stringValue("")))
                .findFirst()
                .orElseThrow(
                        () -> new CommandException(ExitCode.NOT_FOUND, "there is no " + subject(options, reference)));
    }

    private String table(List<JsonNode> members, String again) {
        if (members.isEmpty()) {
            return "No members. Invite one: ./ostiary invitations create EMAIL --role owner" + again;
        }
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode member : members) {
            table.row(
                    text(member, "name"),
                    text(member, "email"),
                    text(member, "role"),
                    times.relative(member, "since"),
                    text(member, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String text(JsonNode document, String field) {
        return Printable.clean(document.path(field).stringValue(""));
    }
}
