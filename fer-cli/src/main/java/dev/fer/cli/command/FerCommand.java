package dev.fer.cli.command;

import dev.fer.cli.output.Terminal;
import dev.fer.cli.program.Settings;
import dev.fer.cli.program.Version;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all commands; bare, it prints a short help. */
@Command(
        name = "fer",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Hyperparameter search for face-emotion classifiers, and for anything else.",
        footer = {
            "%nTry:",
            "  fer demo              the whole tour, on synthetic faces",
            "  fer help search run   how to run a search"
        })
public final class FerCommand extends GroupCommand {
    private static final String WARNING = "warning:";

    private final Settings settings;

    private final Terminal detected;

    private Terminal.Colour colour = Terminal.Colour.AUTO;
    private boolean withoutProgress;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Say nothing on stderr but errors.")
    private boolean quiet;

    /** Creates the root for a terminal. */
    public FerCommand(Terminal terminal, Settings settings) {
        this.detected = terminal;
        this.settings = settings;
    }

    @Override
    List<Class<?>> verbs() {
        return List.of(
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
                ConfigCommand.class,
                DoctorCommand.class,
                CompletionCommand.class,
                HelpCommand.class,
                WorkerCommand.class,
                CompleteCommand.class);
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            scope = ScopeType.INHERIT,
            description = "auto, always or never (default: auto, which heeds NO_COLOR and CLICOLOR_FORCE).")
    private void colour(Terminal.Colour when) {
        colour = when;
    }

    @Option(
            names = "--no-progress",
            scope = ScopeType.INHERIT,
            description = "No moving progress bar; a line per finished trial instead.")
    private void noProgress(boolean unwanted) {
        withoutProgress = unwanted;
    }

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say more on stderr; -vv also what libraries have to say.")
    private void verbose(boolean[] times) {
        // Logback reads these when the first logger is made, which no command has done yet.
        if (times != null && times.length > 0) {
            System.setProperty("fer.log", "DEBUG");
            System.setProperty("fer.log.libraries", times.length > 1 ? "INFO" : "WARN");
        }
    }

    @Option(
            names = "--log-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Add what is said on stderr, and all there is to log, to this file, with times.")
    private @Nullable Path logFile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Take settings from this file alone (default: fer.properties here or above, the user's, the system's).")
    private @Nullable Path config;

    @Option(names = "--no-config", scope = ScopeType.INHERIT, description = "Take settings from no file.")
    private boolean noConfig;

    /** Returns the file that is to take all there is to log, if one is wanted. */
    public Optional<Path> logFile() {
        return Optional.ofNullable(logFile);
    }

    /** Returns what may be written where, with this call's options applied. */
    public Terminal terminal() {
        Terminal coloured = detected.withColour(colour);
        return withoutProgress ? coloured.withoutProgress() : coloured;
    }

    /** Returns what stands in for options that are not given. */
    public Settings settings() {
        return settings;
    }

    /** Tells whether only errors are wanted on stderr. */
    public boolean quiet() {
        return quiet;
    }

    /** Says what stands beside a command's result, on stderr, unless only errors are wanted there. */
    void say(PrintWriter err, String text) {
        if (quiet) {
            // Not a field: loggers are made after options have said what they are to tell.
            LoggerFactory.getLogger(FerCommand.class).info(text);
            return;
        }
        boolean warns = text.startsWith(WARNING);
        err.println(warns ? terminal().paint(33, WARNING) + text.substring(WARNING.length()) : text);
    }

    /** Says what stands beside the result of a command below this one; see {@link #say(PrintWriter, String)}. */
    static void say(CommandSpec command, String text) {
        ((FerCommand) command.root().userObject()).say(command.commandLine().getErr(), text);
    }

    /** Tells whether stack traces are wanted. */
    public boolean debug() {
        return debug;
    }
}
