package dev.ostiary.app.command;

import dev.ostiary.app.client.ConnectionResolver;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.store.SqliteBackup;
import dev.ostiary.store.UnusableDatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ostiary backup`
@Command(
        name = "backup",
        description = {
            "Copy the database of a data folder to a file, as of one moment, also while a server runs on it.",
            "The master key is not in it: keep a copy of that elsewhere. For PostgreSQL use pg_dump; see docs/backup.md."
        })
final class BackupCommand implements Runnable {
    private final CommandContext context;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default: ./data.")
    private Path data = ConnectionResolver.DATA;

    @Parameters(paramLabel = "FILE", description = "Where to write it; must not be there yet.")
    private Path file = Path.of("");

    BackupCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (Files.exists(file)) {
            throw new CommandException(ExitCode.FAILED, file + " is there already; name another file");
        }
        try {
            SqliteBackup.write(data.resolve("ostiary.db"), file);
            context.terminal()
                    .print("Backed up " + data.resolve("ostiary.db") + " to " + file + " (" + Files.size(file)
                            + " bytes). Without " + data.resolve("master.key") + " it is of no use: keep that too.");
        } catch (UnusableDatabaseException unusable) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(unusable.getMessage()));
        } catch (IOException impossible) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "cannot write " + file + "; see that its folder is there, this account may write in it and the disk"
                            + " is not full");
        }
    }
}
