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
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.secret.Secret;
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

/// `ostiary accounts …`
@Command(
        name = "accounts",
        description = "The people who may sign in: list, create, disable, enable, reset a password.")
final class AccountsCommand {
    private static final String ACCOUNTS = "accounts";
    private static final String WHICH = "The account, by email address or id.";
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(32, "EMAIL"),
            Column.shortenedTo(20, "NAME"),
            Column.whole("OPERATOR"),
            Column.whole("STATE"),
            Column.whole("CREATED"),
            Column.whole("ID"));

    private final CommandContext context;

    AccountsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "list", description = "List the accounts, newest first.")
    void list(
            @Mixin ServerOptions options,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing accounts =
                options.client(context).list(ApiPath.of(ACCOUNTS), ListOutput.limit(limit), "accounts there");
        options.write(context.terminal(), ListOutput.document(accounts), () -> table(accounts));
    }

    @Command(name = "create", description = "Create an account. Its password is asked for.")
    void create(
            @Mixin ServerOptions options,
            @Mixin IdempotencyOption once,
            @Parameters(paramLabel = "EMAIL", description = "The address to sign in with.") String email,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            required = true,
                            description = "What people call the person.")
                    String name,
            @Option(names = "--operator", description = "Let it do everything in the whole installation.")
                    boolean isOperator,
            @Option(names = "--password-file", paramLabel = "FILE", description = PASSWORD_FILE) @Nullable
                    String file) {
        ObjectNode document = Json.object()
                .put("email", email)
                .put("name", name)
                .put("password", password(file).reveal())
                .put("operator", isOperator);
        JsonNode account = once.on(options.client(context))
                .post(ApiPath.of(ACCOUNTS), Optional.of(document), "the collection of accounts");
        options.write(context.terminal(), account, () -> "Created account " + described(account) + ".");
    }

    private static final String PASSWORD_FILE =
            "Read the password from a file; - for the standard input. Else it is asked for.";

    @Command(name = "get", description = "Show one account.")
    void get(@Mixin ServerOptions options, @Parameters(paramLabel = "ACCOUNT", description = WHICH) String account) {
        ControlClient client = options.client(context);
        JsonNode found = client.get(ApiPath.of(ACCOUNTS, id(client, account)), subject(account));
        options.write(context.terminal(), found, () -> table(Listing.of(found)));
    }

    @Command(name = "disable", description = "Disable an account. Its sessions end at once.")
    void disable(
            @Mixin ServerOptions options, @Parameters(paramLabel = "ACCOUNT", description = WHICH) String account) {
        change(options, account, "disable", "Disabled");
    }

    @Command(name = "enable", description = "Let a disabled account in again.")
    void enable(@Mixin ServerOptions options, @Parameters(paramLabel = "ACCOUNT", description = WHICH) String account) {
        change(options, account, "enable", "Enabled");
    }

    @Command(
            name = "reset-password",
            description = "Give an account another password, which is asked for. Its sessions end at once.")
    void resetPassword(
            @Mixin ServerOptions options,
            @Parameters(paramLabel = "ACCOUNT", description = WHICH) String account,
            @Option(names = "--password-file", paramLabel = "FILE", description = PASSWORD_FILE) @Nullable
                    String file) {
        ControlClient client = options.client(context);
        ApiPath path = ApiPath.of(ACCOUNTS, id(client, account), "password");
        JsonNode changed =
                client.put(path, Json.object().put("password", password(file).reveal()), subject(account));
        options.write(
                context.terminal(), changed, () -> "The account " + described(changed) + " has another password.");
    }

    private void change(ServerOptions options, String account, String verb, String done) {
        ControlClient client = options.client(context);
        JsonNode changed =
                client.post(ApiPath.of(ACCOUNTS, id(client, account), verb), Optional.empty(), subject(account));
        options.write(context.terminal(), changed, () -> done + " account " + described(changed) + ".");
    }

    /// The identifier of the account that a person means.
    private static String id(ControlClient client, String reference) {
        if (AccountId.parse(reference).isPresent()) {
            return reference;
        }
        return client.list(ApiPath.of(ACCOUNTS), Long.MAX_VALUE, "accounts there").items().stream()
                .filter(account -> account.path("email").stringValue("").equals(reference.toLowerCase(Locale.ROOT)))
                .map(account -> account.path("id").stringValue(""))
                .findFirst()
                .orElseThrow(() -> new CommandException(ExitCode.NOT_FOUND, "there is no " + subject(reference)));
    }

    private static Secret password(@Nullable String file) {
        return file == null ? SecretInput.ask("Password (not shown): ") : SecretInput.read(file);
    }

    private String table(Listing accounts) {
        if (accounts.items().isEmpty()) {
            return "No accounts. Follow the link that the server printed when it started, or: ./ostiary accounts create"
                    + " EMAIL --name NAME --operator";
        }
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode account : accounts.items()) {
            table.row(
                    text(account, "email"),
                    text(account, "name"),
                    account.path("operator").asBoolean(false) ? "yes" : "no",
                    account.path("disabledAt").isNull() ? "active" : "disabled",
                    times.relative(account, "createdAt"),
                    text(account, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String subject(String account) {
        return "account " + Printable.clean(account);
    }

    private static String described(JsonNode account) {
        return text(account, "email") + " (" + text(account, "id") + ")";
    }

    private static String text(JsonNode account, String field) {
        return Printable.clean(account.path(field).stringValue(""));
    }
}
