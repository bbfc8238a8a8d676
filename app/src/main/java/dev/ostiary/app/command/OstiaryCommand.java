package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Terminal;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `ostiary`, and all commands below it.
@Command(
        name = "ostiary",
        description = "Issues API keys for AI agents, and stands at the door of every agent to check them.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 refused, 5 unreachable.",
            "Start with: ./ostiary up"
        })
public final class OstiaryCommand {
    private static final int HELP_WIDTH = 100;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private boolean isVersionAsked;

    private OstiaryCommand() {}

    /// Runs a command.
    ///
    /// @return how it ended
    public static int run(CommandContext context, String... arguments) {
        Terminal terminal = context.terminal();
        int exitCode = commandLine(context).execute(arguments);
        if (exitCode == ExitCode.DONE.number() && terminal.hasLostOutput()) {
            terminal.explain(
                    "the result could not be written; see that the standard output is open and its disk not full");
            return ExitCode.FAILED.number();
        }
        return exitCode;
    }

    private static CommandLine commandLine(CommandContext context) {
        CommandLine root = new CommandLine(new OstiaryCommand());
        for (Object command : List.of(
                new UpCommand(context),
                new ServeCommand(context),
                new GatewayCommand(context),
                keys(context),
                new ProviderKeysCommand(context),
                new MasterKeyCommand(context),
                new OrganizationsCommand(context),
                new PlansCommand(context),
                new CreditsCommand(context),
                new TrafficCommand(context),
                new ProjectsCommand(context),
                new AgentsCommand(context),
                new DeployCommand(context),
                new DeploymentsCommand(context),
                new EnvironmentsCommand(context),
                new MembersCommand(context),
                new InvitationsCommand(context),
                new ManagementKeysCommand(context),
                new RoutesCommand(context),
                new PoliciesCommand(context),
                new AccountsCommand(context),
                new IdentityProvidersCommand(context),
                new AuditCommand(context),
                new ExplainCommand(context),
                new NodesCommand(context),
                new BackupCommand(context),
                new RestoreCommand(context),
                new StatusCommand(context))) {
            root.addSubcommand(command);
        }
        addHelp(root);
        root.getCommandSpec().version("ostiary " + context.version());
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(context.terminal().columns().orElse(HELP_WIDTH), 60, HELP_WIDTH))
                .setOut(context.terminal().results())
                .setErr(context.terminal().reasons())
                .setParameterExceptionHandler((misuse, _) -> explain(context.terminal(), misuse))
                .setExecutionExceptionHandler((failure, _, _) -> explain(context.terminal(), failure));
    }

    private static CommandLine keys(CommandContext context) {
        CommandLine keys = new CommandLine(new KeysCommand(context));
        for (Object command : List.of(
                new RotateKeyCommand(context),
                new RevokeKeysCommand(context),
                new ImportKeysCommand(context),
                new IdentifyKeyCommand(context, System.in),
                new KeyReportCommand(context),
                new KeyCreditsCommand(context),
                new KeyTrafficCommand(context),
                new KeyDenialsCommand(context),
                new KeyPolicyCommand(context))) {
            keys.addSubcommand(command);
        }
        return keys;
    }

    private static void addHelp(CommandLine command) {
        command.addMixin("help", new HelpOption());
        command.getSubcommands().values().forEach(OstiaryCommand::addHelp);
    }

    private static int explain(Terminal terminal, ParameterException misuse) {
        String command = misuse.getCommandLine().getCommandSpec().qualifiedName();
        terminal.explain(misuse.getMessage() + "; see `./" + command + " --help`");
        return ExitCode.USAGE.number();
    }

    private static int explain(Terminal terminal, Exception failure) {
        if (failure instanceof CommandException told) {
            terminal.explain(told.sentence());
            return told.exitCode().number();
        }
        terminal.explain("this is a bug, please report it:");
        terminal.explain(failure);
        return ExitCode.FAILED.number();
    }
}
