package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.SecretInput;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.core.secret.Secret;
import java.util.List;
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
        description = {
            "The people who may sign in: list, create, edit, disable, enable, reset a password; see and remove what else opens"
                    + " their accounts."
        })
final class AccountsCommand {
    private static final String ACCOUNTS = AccountReference.ACCOUNTS;
    private static final String WHICH = AccountReference.WHICH;
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(32, "EMAIL"),
            Column.shortenedTo(20, "NAME"),
            Column.whole("OPERATOR"),
            Column.whole("STATE"),
            Column.whole("CREATED"),
            Column.whole("ID"));
    private static final List<Column> PASSKEYS = List.of(
            Column.shortenedTo(20, "NAME"),
            Column.whole("STATE"),
            Column.whole("ADDED"),
            Column.whole("LAST USED"),
            Column.whole("ID"));
    private static final List<Column> IDENTITIES =
            List.of(Column.whole("PROVIDER"), Column.shortenedTo(40, "SUBJECT"), Column.whole("SINCE"));

    private final CommandContext context;

    AccountsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "list", description = "List the accounts, newest first.")
    void list(
            @Mixin ServerOptions options,
            @Mixin NameFilterOptions filter,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing accounts = options.client(context)
                .list(filter.on(ApiPath.of(ACCOUNTS)), ListOutput.limit(limit), "accounts there");
        options.write(
                context.terminal(),
                ListOutput.document(accounts),
                () -> filter.text(accounts, ACCOUNTS, () -> table(accounts)));
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
        AccountReference meant = new AccountReference(account);
        JsonNode found = client.get(meant.path(client), meant.subject());
        options.write(context.terminal(), found, () -> table(Listing.of(found)));
    }

    @Command(name = "edit", description = "Give an account another name, or make it an operator or none.")
    void edit(
            @Mixin ServerOptions options,
            @Parameters(paramLabel = "ACCOUNT", description = WHICH) String account,
            @Option(names = "--name", paramLabel = "NAME", description = "What people shall call the person.") @Nullable
                    String name,
            @Option(
                            names = "--operator",
                            arity = "1",
                            paramLabel = "YES|NO",
                            description = "Whether it shall do everything in the whole installation: yes or no.")
                    @Nullable
                    String operator) {
        ObjectNode document = Json.object();
        if (name != null) {
            document.put("name", name);
        }
        if (operator != null) {
            document.put("operator", isYes(operator));
        }
        if (document.isEmpty()) {
            throw CommandException.usage("give --name or --operator, what shall be other");
        }
        ControlClient client = options.client(context);
        AccountReference meant = new AccountReference(account);
        JsonNode changed = client.patch(meant.path(client), document, meant.subject());
        options.write(context.terminal(), changed, () -> "Changed account " + described(changed) + ".");
    }

    private static boolean isYes(String text) {
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw CommandException.usage("--operator " + text + " is neither yes nor no");
        };
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
        AccountReference meant = new AccountReference(account);
        JsonNode changed = client.put(
                meant.path(client, "password"),
                Json.object().put("password", password(file).reveal()),
                meant.subject());
        options.write(
                context.terminal(), changed, () -> "The account " + described(changed) + " has another password.");
    }

    @Command(name = "passkeys", description = "List the passkeys of an account, newest first.")
    void passkeys(
            @Mixin ServerOptions options, @Parameters(paramLabel = "ACCOUNT", description = WHICH) String account) {
        Listing passkeys = credentials(options, account, "passkeys");
        options.write(context.terminal(), ListOutput.document(passkeys), () -> passkeyTable(passkeys));
    }

    @Command(
            name = "remove-passkey",
            description = "Remove a passkey of an account, for a device that was lost. Its sessions end at once.")
    void removePasskey(
            @Mixin ServerOptions options,
            @Parameters(paramLabel = "ACCOUNT", description = WHICH) String account,
            @Parameters(paramLabel = "PASSKEY", description = "The passkey, by its id.") String passkey) {
        remove(options, account, "passkeys", passkey, "passkey");
    }

    @Command(name = "identities", description = "List who an account is at identity providers.")
    void identities(
            @Mixin ServerOptions options, @Parameters(paramLabel = "ACCOUNT", description = WHICH) String account) {
        Listing identities = credentials(options, account, "identities");
        options.write(context.terminal(), ListOutput.document(identities), () -> identityTable(identities));
    }

    @Command(
            name = "remove-identity",
            description = "Forget who an account is at an identity provider. Its sessions end at once.")
    void removeIdentity(
            @Mixin ServerOptions options,
            @Parameters(paramLabel = "ACCOUNT", description = WHICH) String account,
            @Parameters(paramLabel = "PROVIDER", description = "The identity provider, by its id.") String provider) {
        remove(options, account, "identities", provider, "identity");
    }

    private Listing credentials(ServerOptions options, String account, String kind) {
        ControlClient client = options.client(context);
        AccountReference meant = new AccountReference(account);
        return client.listWhole(meant.path(client, kind), meant.subject());
    }

    private void remove(ServerOptions options, String account, String kind, String id, String what) {
        ControlClient client = options.client(context);
        AccountReference meant = new AccountReference(account);
        String subject = what + " " + Printable.clean(id) + " of " + meant.subject();
        JsonNode removed = client.delete(meant.path(client, kind, id), subject);
        options.write(context.terminal(), removed, () -> "Removed " + subject + ", and ended its sessions.");
    }

    private void change(ServerOptions options, String account, String verb, String done) {
        ControlClient client = options.client(context);
        AccountReference meant = new AccountReference(account);
        JsonNode changed = client.post(meant.path(client, verb), Optional.empty(), meant.subject());
        options.write(context.terminal(), changed, () -> done + " account " + described(changed) + ".");
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

    private String passkeyTable(Listing passkeys) {
        if (passkeys.items().isEmpty()) {
            return "No passkeys.";
        }
        Times times = new Times(context.clock());
        Table table = new Table(PASSKEYS);
        for (JsonNode passkey : passkeys.items()) {
            table.row(
                    text(passkey, "name"),
                    passkey.path("suspect").asBoolean(false) ? "suspect" : "good",
                    times.relative(passkey, "createdAt"),
                    passkey.path("lastUsedAt").isNull() ? "never" : times.relative(passkey, "lastUsedAt"),
                    text(passkey, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private String identityTable(Listing identities) {
        if (identities.items().isEmpty()) {
            return "Nobody at any identity provider.";
        }
        Times times = new Times(context.clock());
        Table table = new Table(IDENTITIES);
        for (JsonNode identity : identities.items()) {
            table.row(text(identity, "provider"), text(identity, "subject"), times.relative(identity, "createdAt"));
        }
        return table.render(context.terminal().columns());
    }

    private static String described(JsonNode account) {
        return text(account, "email") + " (" + text(account, "id") + ")";
    }

    private static String text(JsonNode account, String field) {
        return Printable.clean(account.path(field).stringValue(""));
    }
}
