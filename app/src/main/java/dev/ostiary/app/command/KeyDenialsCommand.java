package dev.ostiary.app.command;

import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `ostiary keys denials`
@Command(name = "denials", description = "Say why requests with a key were denied, newest first.")
final class KeyDenialsCommand implements Runnable {
    private static final List<Column> COLUMNS = List.of(
            Column.whole("WHEN"),
            Column.shortenedTo(40, "WHY"),
            Column.whole("ROUTE"),
            Column.whole("FROM"),
            Column.whole("REQUEST"));

    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Parameters(paramLabel = "KEY", description = "The key's id, public id or name.")
    private String key = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.")
    private @Nullable Long limit;

    KeyDenialsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ControlClient client = options.client(context);
        String id = new KeyReference(client, options).resolve(key, false);
        Listing denials =
                client.list(options.path("keys", id, "denials"), ListOutput.limit(limit), options.in("key " + id));
        options.write(context.terminal(), ListOutput.document(denials), () -> table(denials));
    }

    private String table(Listing denials) {
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode denial : denials.items()) {
            table.row(
                    times.exact(denial, "at"),
                    denial.path("explanation").stringValue(""),
                    denial.path("route").stringValue(""),
                    denial.path("address").stringValue(""),
                    denial.path("requestId").stringValue(""));
        }
        return table.render(context.terminal().columns());
    }
}
