package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.UpstreamUrl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary agents …`
@Command(name = "agents", description = "Create, list, edit and delete agents.")
final class AgentsCommand {
    private static final String AGENTS = "agents";
    private static final List<Column> COLUMNS = List.of(
            Column.whole("AGENT"),
            Column.shortenedTo(12, "NAME"),
            Column.whole("KIND"),
            Column.shortenedTo(24, "UPSTREAM"),
            Column.whole("CREATED"),
            Column.whole("ID"));

    private final CommandContext context;

    AgentsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "create", description = "Create an agent. Nobody can call it before it is deployed.")
    void create(
            @Mixin OrganizationOptions options,
            @Mixin IdempotencyOption once,
            @Parameters(paramLabel = "AGENT", description = "Its name in URLs: up to 63 of a-z, 0-9 and inner hyphens.")
                    String agent,
            @Option(
                            names = "--upstream",
                            paramLabel = "URL",
                            description = "Where it is, such as http://127.0.0.1:9000; a deployment may say otherwise.")
                    @Nullable
                    String upstream,
            @Option(names = "--kind", paramLabel = "KIND", description = "api (the default), mcp, a2a or llm.")
                    @Nullable
                    AgentKind kind,
            @Option(names = "--name", paramLabel = "NAME", description = "What people call it.") @Nullable String name,
            @Option(
                            names = "--project",
                            paramLabel = "PROJECT",
                            description = "The project to put it into, by slug or id; the default one when not given.")
                    @Nullable
                    String project,
            @Option(names = "--external", description = "The gateway does not stand before it.") boolean isExternal) {
        ObjectNode document = Json.object().put("slug", agent);
        if (isExternal) {
            document.put("hosting", "external");
        }
        if (project != null) {
            document.put("project", project);
        }
        if (upstream != null) {
            document.put("upstream", checked(upstream));
        }
        if (kind != null) {
            document.put("kind", kind.name().toLowerCase(Locale.ROOT));
        }
        if (name != null) {
            document.put("name", name);
        }
        JsonNode created =
                once.on(options.client(context)).post(options.path(AGENTS), Optional.of(document), options.itself());
        options.write(
                context.terminal(),
                created,
                () -> isExternal
                        ? "Created agent " + text(created, "slug") + ", which is not behind the gateway."
                        : "Created agent " + text(created, "slug") + ". Deploy it, so that it can be called:\n\n"
                                + "  ./ostiary deploy " + text(created, "slug") + " --environment development"
                                + (upstream == null ? " --upstream URL" : "") + options.again());
    }

    @Command(name = "list", description = "List the agents, newest first.")
    void list(
            @Mixin OrganizationOptions options,
            @Mixin NameFilterOptions filter,
            @Option(names = "--project", paramLabel = "PROJECT", description = "Only those in that project.") @Nullable
                    String project,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing agents = options.client(context)
                .list(
                        filter.on(options.path(AGENTS)).with("project", Optional.ofNullable(project)),
                        ListOutput.limit(limit),
                        project == null ? options.itself() : options.in("project " + project));
        options.write(
                context.terminal(),
                ListOutput.document(agents),
                () -> filter.text(agents, AGENTS, () -> table(agents, options.again())));
    }

    @Command(name = "get", description = "Show an agent.")
    void get(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "AGENT", description = "The agent, by slug or id.") String agent) {
        JsonNode found = options.client(context).get(options.path(AGENTS, agent), options.in("agent " + agent));
        options.write(context.terminal(), found, () -> table(Listing.of(found), options.again()));
    }

    @Command(
            name = "edit",
            description = "Change an agent; what is not given stays, and what is deployed until the next deployment.")
    void edit(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "AGENT", description = "The agent, by slug or id.") String agent,
            @Option(names = "--name", paramLabel = "NAME", description = "What people shall call it.") @Nullable
                    String name,
            @Option(names = "--upstream", paramLabel = "URL", description = "Where its next deployments shall lead.")
                    @Nullable
                    String upstream,
            @Option(names = "--project", paramLabel = "PROJECT", description = "The project to move it to.") @Nullable
                    String project) {
        ObjectNode document = Json.object();
        if (name != null) {
            document.put("name", name);
        }
        if (upstream != null) {
            document.put("upstream", checked(upstream));
        }
        if (project != null) {
            document.put("project", project);
        }
        if (document.isEmpty()) {
            throw CommandException.usage("nothing to change; see the options in --help");
        }
        JsonNode edited = options.client(context)
                .patch(
                        options.path(AGENTS, agent),
                        document,
                        options.in("agent " + agent + (project == null ? "" : " or no project " + project)));
        options.write(context.terminal(), edited, () -> "Changed agent " + text(edited, "slug") + ".");
        new AppliedNote(context.terminal()).explain(edited);
    }

    @Command(
            name = "delete",
            description = "Delete an agent: take off its deployments and revoke the keys that are bound to it.")
    void delete(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "AGENT", description = "The agent, by slug or id.") String agent) {
        JsonNode deleted = options.client(context).delete(options.path(AGENTS, agent), options.in("agent " + agent));
        options.write(context.terminal(), deleted, () -> "Deleted agent " + Printable.clean(agent) + ".");
        new AppliedNote(context.terminal()).explain(deleted);
    }

    /// An address that the server would refuse is refused here, where it is plain which option is meant.
    static String checked(String upstream) {
        return UpstreamUrl.parse(upstream)
                .map(UpstreamUrl::toString)
                .orElseThrow(() -> CommandException.usage("--upstream is not usable; " + UpstreamUrl.REMEDY));
    }

    private String table(Listing agents, String again) {
        if (agents.items().isEmpty()) {
            return "No agents. Create one: ./ostiary agents create AGENT --upstream URL" + again;
        }
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode agent : agents.items()) {
            table.row(
                    text(agent, "slug"),
                    text(agent, "name"),
                    text(agent, "kind"),
                    text(agent, "upstream"),
                    times.relative(agent, "createdAt"),
                    text(agent, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String text(JsonNode agent, String field) {
        return Printable.clean(agent.path(field).stringValue(""));
    }
}
