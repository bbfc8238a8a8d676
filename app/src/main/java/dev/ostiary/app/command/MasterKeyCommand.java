package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ConnectionResolver;
import dev.ostiary.app.server.MasterKeySealing;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.core.random.Randomness;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `ostiary master-key …`
@Command(
        name = "master-key",
        description = "See, rotate and seal the key that everything secret is kept under, and the pepper with it.")
final class MasterKeyCommand {
    private static final String MASTER_KEY = "master-key";
    private static final List<Column> COLUMNS = List.of(
            Column.whole("GENERATION"),
            Column.whole("MADE"),
            Column.whole("IN USE"),
            Column.whole("PROVIDER KEYS"),
            Column.whole("API KEYS"),
            Column.whole("MANAGEMENT KEYS"),
            Column.whole("GATEWAYS"));

    private final CommandContext context;

    MasterKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "status", description = "Show the generations, what needs each, and how far a rotation is.")
    void status(@Mixin ServerOptions options) {
        JsonNode status = options.client(context).get(ApiPath.of(MASTER_KEY), "master key there");
        options.write(context.terminal(), status, () -> table(status));
    }

    @Command(
            name = "rotate",
            description = {
                "Make a new generation of master key and pepper while everything runs.",
                "It is used as soon as every live gateway has it. Provider keys are encrypted anew in the background; API"
                        + " keys keep the pepper they were made with, which stays readable until it is retired."
            })
    void rotate(@Mixin ServerOptions options) {
        JsonNode made =
                options.client(context).post(ApiPath.of(MASTER_KEY, "rotate"), Optional.empty(), "master key there");
        options.write(context.terminal(), made, () -> rotated(made, options.again()));
    }

    @Command(name = "retire", description = "End a generation that nothing needs any more, and forget it.")
    void retire(
            @Mixin ServerOptions options,
            @Parameters(paramLabel = "GENERATION", description = "Its number.") int generation) {
        JsonNode retired = options.client(context)
                .delete(
                        ApiPath.of(MASTER_KEY, "generations", Integer.toString(generation)),
                        "generation " + generation + " there");
        options.write(
                context.terminal(),
                retired,
                () -> "Retired generation " + generation
                        + ". Copies of it in backups open older backups of the database:"
                        + " keep them as long as those.");
    }

    @Command(
            name = "generate",
            description = "Print a new master key for OSTIARY_MASTER_KEY. Whoever sees it can open what it encrypts.")
    void generate(
            @Option(
                            names = "--generation",
                            paramLabel = "N",
                            description = "Its number: 1, the default, for a new installation, else one more than the"
                                    + " newest. Several lines may stand in the variable, with spaces between.")
                    Optional<Integer> generation) {
        int number = generation.orElse(1);
        if (number < 1 || number > 999_999) {
            throw CommandException.usage("--generation " + number + " is no generation; give 1 to 999999");
        }
        context.terminal().print(MasterKeySealing.generate(number, new Randomness()));
    }

    @Command(
            name = "seal",
            description = {
                "Encrypt the master key's file with a passphrase, from OSTIARY_MASTER_PASSPHRASE or the file that"
                        + " OSTIARY_MASTER_PASSPHRASE_FILE names. Starting needs the passphrase from then on.",
                "Stop the server first."
            })
    void seal(
            @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default: ./data.")
                    Optional<Path> data,
            @Option(
                            names = "--master-key",
                            paramLabel = "FILE",
                            description = "The master key. Default: master.key in the data folder.")
                    Optional<Path> masterKey) {
        Path folder = data.orElse(ConnectionResolver.DATA);
        Path file = masterKey.orElse(folder.resolve("master.key"));
        MasterKeySealing.seal(
                folder,
                file,
                MasterKeyVariables.passphrase(context.environment())
                        .orElseThrow(
                                () -> CommandException.usage(
                                        "a passphrase is needed; set OSTIARY_MASTER_PASSPHRASE or OSTIARY_MASTER_PASSPHRASE_FILE")),
                new Randomness());
        context.terminal().print("Sealed " + file + ". Without the passphrase nothing opens it again.");
    }

    private String rotated(JsonNode made, String again) {
        long nodes = made.path("applied").path("nodes").asLong(0);
        long of = made.path("applied").path("of").asLong(0);
        String line = "Made generation " + made.path("generation").asLong(0) + " of master key and pepper.";
        return nodes < of
                ? line + " " + nodes + " of " + of + " gateways have it: copy the control plane's master.key to the"
                        + " others, and it is used as soon as all have it. See: ./ostiary master-key status" + again
                : line + " It is in use; provider keys are being encrypted anew. See: ./ostiary master-key status"
                        + again;
    }

    private String table(JsonNode status) {
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode generation : status.path("generations").values()) {
            JsonNode nodes = generation.path("nodes");
            table.row(
                    number(generation, "generation"),
                    times.relative(generation, "createdAt"),
                    generation.path("activatedAt").isNull() ? "not yet" : times.relative(generation, "activatedAt"),
                    number(generation, "providerKeys"),
                    number(generation, "apiKeys"),
                    number(generation, "managementKeys"),
                    number(nodes, "nodes") + " of " + number(nodes, "of"));
        }
        return "Kept in   " + Printable.clean(status.path("source").stringValue("")) + "\nIn use    generation "
                + number(status, "active") + "\n\n"
                + table.render(context.terminal().columns());
    }

    private static String number(JsonNode document, String field) {
        return Long.toString(document.path(field).asLong(0));
    }
}
