package dev.fer.cli.command;

import dev.fer.cli.output.Terminal;
import dev.fer.cli.program.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands; bare, it prints a short help. */
@Command(
        name = "fer",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Hyperparameter search for face-emotion classifiers, and for anything else.",
        footerHeading = "%nTry:%n",
        footer = {
            "  fer demo              the whole tour, on synthetic faces",
            "  fer help search run   how to run a search"
        },
        subcommands = {
            DemoCommand.class,
            DataCommand.class,
            SpaceCommand.class,
            ModelCommand.class,
            SearchCommand.class,
            TrialsCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            StoreCommand.class,
            ReportCommand.class,
            AskTellCommand.class,
            BenchmarkCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            HelpCommand.class,
            WorkerCommand.class
        })
public final class FerCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Say nothing on stderr but errors.")
    private boolean quiet;

    @Option(
            names = "--no-progress",
            scope = ScopeType.INHERIT,
            description = "No moving progress bar; a line per finished trial instead.")
    private boolean noProgress;

    /** Creates the root for a terminal. */
    public FerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns what may be written where, with this call's options applied. */
    public Terminal terminal() {
        return new Terminal(
                terminal.stdout(), terminal.stderr(), terminal.colour(), terminal.progress() && !noProgress);
    }

    /** Tells whether only errors are wanted on stderr. */
    public boolean quiet() {
        return quiet;
    }

    /** Tells whether stack traces are wanted. */
    public boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
