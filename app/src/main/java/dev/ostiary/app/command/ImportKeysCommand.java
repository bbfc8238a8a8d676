package dev.ostiary.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary keys import`
@Command(
        name = "import",
        description = {
            "Take in keys that were made elsewhere: they go on working as they are.",
            "FILE is CSV with a line of column names, or JSON lines: name, key (16 to 512 visible ASCII characters) or"
                    + " sha256 (hexadecimal or Base64), and what you like of mask, description, agent, environment,"
                    + " labels (team=x;tier=1), scopes, domains, addresses, expiresAt. Keys themselves are hashed here and"
                    + " do not leave this machine.",
            "Can be run again: a key that is there already is passed over."
        })
final class ImportKeysCommand implements Runnable {
    private static final int BATCH = 1000;
    private static final int SHOWN = 100;

    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Parameters(paramLabel = "FILE", description = "The file, in UTF-8.")
    private Path file = Path.of("");

    @Option(names = "--quiet", description = "No progress on the standard error.")
    private boolean isQuiet;

    private final List<Long> lines = new ArrayList<>();
    private ArrayNode rows = Json.object().putArray("keys");
    private long imported;
    private long skipped;
    private long refused;

    ImportKeysCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ControlClient client = options.client(context);
        try (BufferedReader reader = Files.newBufferedReader(file, UTF_8);
                ImportBatches batches = new ImportBatches(batch -> post(client, batch), this::count)) {
            ImportProgress progress = new ImportProgress(context.terminal(), Files.size(file), isQuiet);
            take(batches, reader, progress);
            progress.end();
        } catch (CharacterCodingException notText) {
            throw CommandException.usage(file + " is not in UTF-8");
        } catch (IOException unreadable) {
            throw CommandException.usage(file + " cannot be read; give a file that is there");
        }
        ObjectNode result =
                Json.object().put("imported", imported).put("skipped", skipped).put("refused", refused);
        options.write(
                context.terminal(),
                result,
                () -> "Imported " + imported + " keys; " + skipped + " were there already; " + refused + " refused.");
        if (refused > 0) {
            throw new CommandException(
                    ExitCode.REFUSED, refused + " lines were refused; mend them and run the command again");
        }
    }

    /// Without the byte order mark that spreadsheets begin files with.
    private static @Nullable String withoutMark(@Nullable String line) {
        return line != null && line.startsWith("\ufeff") ? line.substring(1) : line;
    }

    private void take(ImportBatches batches, BufferedReader reader, ImportProgress progress) throws IOException {
        String line = withoutMark(reader.readLine());
        long number = 1;
        Function<String, ObjectNode> rowOf = KeyLine::json;
        if (line != null && !line.startsWith("{")) {
            List<String> columns = KeyLine.columns(line);
            rowOf = text -> KeyLine.csv(columns, text);
            progress.advance(line);
            line = reader.readLine();
            number++;
        }
        while (line != null) {
            if (!line.isBlank()) {
                add(number, line, rowOf);
            }
            progress.advance(line);
            if (rows.size() == BATCH) {
                send(batches);
                progress.show(imported + skipped + refused);
            }
            line = reader.readLine();
            number++;
        }
        send(batches);
        batches.finish();
    }

    private void add(long number, String line, Function<String, ObjectNode> rowOf) {
        try {
            rows.add(rowOf.apply(line));
            lines.add(number);
        } catch (IllegalArgumentException wrong) {
            refuse(number, String.valueOf(wrong.getMessage()));
        }
    }

    private void send(ImportBatches batches) {
        if (!rows.isEmpty()) {
            batches.send(lines, rows);
            rows = Json.object().putArray("keys");
            lines.clear();
        }
    }

    private JsonNode post(ControlClient client, JsonNode batch) {
        ObjectNode document = Json.object();
        document.set("keys", batch);
        return client.post(options.path("keys", "import"), Optional.of(document), options.itself());
    }

    private void count(List<Long> sent, JsonNode answer) {
        imported += answer.path("imported").asLong(0);
        skipped += answer.path("skipped").asLong(0);
        for (JsonNode each : answer.path("refused")) {
            refuse(
                    sent.get(each.path("index").asInt()),
                    each.path("reason").stringValue("") + " ("
                            + each.path("code").stringValue("") + ")");
        }
    }

    private void refuse(long line, String reason) {
        refused++;
        if (refused <= SHOWN) {
            context.terminal().explain("line " + line + ": " + Printable.clean(reason));
        } else if (refused == SHOWN + 1) {
            context.terminal().explain("more lines are refused, which are counted and not shown");
        }
    }
}
