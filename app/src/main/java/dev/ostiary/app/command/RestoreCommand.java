package dev.ostiary.app.command;

import dev.ostiary.app.client.ConnectionResolver;
import dev.ostiary.app.server.MasterKeyPlace;
import dev.ostiary.app.server.Restoration;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.core.change.Withdrawal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ostiary restore`
@Command(
        name = "restore",
        description = {
            "Show what a backup does not know of what was changed after it; with --accept, put it in place, revoke every key"
                    + " that was changed since, take away again what was taken from people and management keys since, but"
                    + " for what is to --keep, and end all sessions.",
            "No control plane may run on the data folder meanwhile. See docs/backup.md."
        })
final class RestoreCommand implements Runnable {
    private static final List<Column> COLUMNS = List.of(
            Column.whole("KEY"), Column.shortenedTo(12, "NAME"), Column.whole("ORGANIZATION"), Column.whole("BECOMES"));

    private static final List<Column> RIGHTS = List.of(
            Column.whole("ID"),
            Column.whole("WHAT"),
            Column.shortenedTo(12, "NAME"),
            Column.whole("IN"),
            Column.whole("BECOMES"));

    private final CommandContext context;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default: ./data.")
    private Path data = ConnectionResolver.DATA;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "The backup of a database in the data folder. When not given, the database was restored already.")
    private @Nullable Path from;

    @Option(
            names = "--master-key",
            paramLabel = "FILE",
            description = "The master key. Default: master.key in the data folder. OSTIARY_MASTER_KEY goes before it.")
    private @Nullable Path masterKey;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--accept", description = "Do it; else it is only shown.")
    private boolean isAccepted;

    @Option(
            names = "--keep",
            paramLabel = "ID",
            description =
                    "The id of a key, or of what else is listed, that stays as the backup has it. May be given several times.")
    private @Nullable List<String> keeps;

    @Option(
            names = "--accept-unknown",
            description = "Accept although the journal does not tell of every change since the backup.")
    private boolean isUnknownAccepted;

    RestoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var config = database.read(context.environment());
        if (config.isPresent() && from != null) {
            throw CommandException.usage("--from is for a database in the data folder; read a backup of PostgreSQL into"
                    + " its database with pg_restore, then give --database alone");
        }
        Restoration restoration = new Restoration(
                data,
                new MasterKeyPlace(
                        Optional.ofNullable(masterKey).orElse(data.resolve("master.key")),
                        false,
                        MasterKeyVariables.read(context.environment())),
                config,
                Optional.ofNullable(from),
                Set.copyOf(Optional.ofNullable(keeps).orElse(List.of())),
                isUnknownAccepted);
        Optional<Restoration.Report> report =
                isAccepted ? restoration.accept(context.clock().withZone(ZoneOffset.UTC)) : restoration.preview();
        context.terminal().print(report.map(this::text).orElseGet(this::nothingLost));
    }

    private String nothingLost() {
        if (isAccepted && from != null) {
            return "The backup is in place. No key, route or deployment was changed, and nobody lost a right since it.";
        }
        return "No key, route or deployment was changed, and nobody lost a right since.";
    }

    private String rights(Restoration.Report report) {
        Table table = new Table(RIGHTS);
        for (Restoration.UncertainRight each : report.rights()) {
            Withdrawal withdrawal = each.right().withdrawal();
            table.row(
                    withdrawal.id(),
                    what(withdrawal.kind()),
                    Printable.clean(each.right().name()),
                    withdrawal.within().orElse(""),
                    each.isKept() ? "kept" : becomes(withdrawal.kind()));
        }
        return table.render(context.terminal().columns());
    }

    private static String what(Withdrawal.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String becomes(Withdrawal.Kind kind) {
        return switch (kind) {
            case ACCOUNT -> "disabled";
            case ENVIRONMENT -> "protected";
            case IDENTITY, IDENTITY_PROVIDER, INVITATION, MEMBER, PASSKEY, PASSWORD -> "removed";
            case MANAGEMENT_KEY -> "revoked";
            case OPERATOR -> "no operator";
            case SESSIONS -> "ended";
        };
    }

    private String text(Restoration.Report report) {
        StringBuilder text = new StringBuilder("The database ends at change ")
                .append(report.head())
                .append("; change ")
                .append(report.seen())
                .append(" was seen.\n");
        if (!report.isKnown()) {
            text.append("The journal does not reach back so far: what is not listed may have been changed too.\n");
        }
        if (report.keys().isEmpty()) {
            text.append("No key that is live in it was changed since.\n");
        } else {
            Table table = new Table(COLUMNS);
            for (Restoration.UncertainKey key : report.keys()) {
                table.row(key.id(), Printable.clean(key.name()), key.organization(), key.isKept() ? "kept" : "revoked");
            }
            text.append("Keys that are live in it and were changed since:\n\n")
                    .append(table.render(context.terminal().columns()))
                    .append("\n");
        }
        if (!report.rights().isEmpty()) {
            text.append("Taken away or changed since, and in it as before:\n\n")
                    .append(rights(report))
                    .append("\n");
        }
        text.append(isAccepted ? "Every session was ended.\n" : "Every session ends.\n");
        if (!report.organizations().isEmpty()) {
            text.append("Organizations that are in it and were changed since, and so perhaps deleted: ")
                    .append(String.join(", ", report.organizations()))
                    .append(". Delete them again if so: their keys are live.\n");
        }
        return text.append("Changed since and not in it, or revoked in it: ")
                .append(report.otherKeys())
                .append(" keys. Lost changes of organizations, deployments, routes and policies: ")
                .append(report.routeChanges())
                .append(".\n")
                .append(isAccepted ? "Accepted." : "Nothing was done; do it with --accept.")
                .toString();
    }
}
