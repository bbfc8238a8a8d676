package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.server.OfflineAudit;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.store.AuditDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `ostiary audit …`
@Command(name = "audit", description = "See who did what, take it out, and verify that nobody changed it.")
final class AuditCommand {
    private final CommandContext context;

    AuditCommand(CommandContext context) {
        this.context = context;
    }

    /// The form of an export.
    enum Format {
        CSV,
        JSONL
    }

    @Command(name = "list", description = "List audit events, newest first.")
    void list(
            @Mixin TrailOptions options,
            @Mixin AuditFilterOptions filter,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 100.") @Nullable
                    Long limit) {
        ApiPath path = filter.addTo(options.path(), context.clock().getZone());
        Listing events =
                options.client(context).list(path, limit == null ? 100 : ListOutput.limit(limit), options.owner());
        options.write(context.terminal(), ListOutput.document(events), () -> new AuditText(context).table(events));
    }

    @Command(
            name = "export",
            description = {
                "Write all audit events to the standard output, oldest first. The export is an event itself.",
                "In CSV, cells that a spreadsheet would take for formulas begin with an apostrophe; verify JSON lines."
            })
    void export(
            @Mixin TrailOptions options,
            @Mixin AuditFilterOptions filter,
            @Option(names = "--format", paramLabel = "csv|jsonl", description = "Default: jsonl.") @Nullable
                    Format format) {
        ApiPath path = filter.addTo(options.path("export"), context.clock().getZone())
                .with("format", (format == null ? Format.JSONL : format).name().toLowerCase(Locale.ROOT));
        options.client(context).stream(path, context.terminal()::copy, options.owner());
    }

    @Command(
            name = "head",
            description = {
                "Show the newest audit event's number and hash, as SEQ:HASH.",
                "Noted elsewhere, it shows later with `verify --expect` whether anything up to it was rewritten."
            })
    void head(@Mixin TrailOptions options) {
        JsonNode head = options.client(context).get(options.path("head"), options.owner());
        options.write(
                context.terminal(),
                head,
                () -> head.path("seq").asLong(0) + ":"
                        + Printable.clean(head.path("hash").stringValue("")));
    }

    @Command(
            name = "verify",
            description = {
                "Verify that audit events are what was written, that none is missing, and in their order.",
                "Without --organization and --installation, of all that there are. Ends with exit code 1 when not.",
                "The heads it prints, noted elsewhere, show later with --expect whether a chain was rewritten."
            })
    int verify(
            @Mixin TrailOptions options,
            @Mixin DatabaseOption database,
            @Option(
                            names = "--offline",
                            description =
                                    "Read the database itself, without a server: the one of --database or"
                                            + " OSTIARY_DATABASE, or the one in the data folder. --database alone means that too.")
                    boolean isOffline,
            @Option(
                            names = "--expect",
                            paramLabel = "SEQ:HASH",
                            description = "An event of that chain that was noted, as this command prints it.")
                    @Nullable
                    String expect) {
        Optional<AuditPoint> expected = Optional.ofNullable(expect).map(AuditCommand::point);
        if (expected.isPresent() && options.organization().isEmpty() && !options.isInstallation()) {
            throw CommandException.usage("--expect is about one chain; give --organization or --installation too");
        }
        AuditVerification verification = new AuditVerification(context.terminal(), expected);
        if (!isOffline && !database.isGiven()) {
            return end(
                    options,
                    verification,
                    new ServedTrails(options.client(context), options, context.terminal()).list());
        }
        try (AuditDatabase opened = OfflineAudit.open(
                options.data().isPresent() && !database.isGiven()
                        ? Optional.empty()
                        : database.read(context.environment()),
                options.data())) {
            return end(options, verification, new StoredTrails(opened, options).list());
        } catch (StoreException failure) {
            throw new CommandException(
                    ExitCode.FAILED, "the database cannot be read to the end; see that it is there and not damaged");
        }
    }

    private int end(TrailOptions options, AuditVerification verification, List<Trail> trails) {
        verification.verify(trails);
        options.write(context.terminal(), verification.document(), verification::text);
        return (verification.isIntact() ? ExitCode.DONE : ExitCode.FAILED).number();
    }

    private static AuditPoint point(String text) {
        return AuditPoint.parse(text)
                .orElseThrow(() -> CommandException.usage(
                        "--expect is no noted event; give SEQ:HASH as `ostiary audit verify` prints it"));
    }
}
