package dev.fer.cli;

import dev.fer.cli.command.CommandTree;
import dev.fer.cli.command.FerCommand;
import dev.fer.cli.output.LogFile;
import dev.fer.cli.output.StandardOutput;
import dev.fer.cli.output.Terminal;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.Settings;
import dev.fer.cli.program.UserError;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Where {@code fer} starts. */
public final class Main {
    private static final Set<String> HELP = Set.of("help", "-h", "--help", "-V", "--version");

    private Main() {}

    /** Runs a command line and exits with its code. */
    public static void main(String[] args) {
        StandardOutput stdout = new StandardOutput();
        PrintWriter out = new PrintWriter(stdout, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(args, out, err, System.getenv());
        out.flush();
        if (stdout.failure().isPresent()) {
            UserError lost = new UserError(
                    "cannot write to stdout: " + stdout.failure().get().getMessage(),
                    "what was written is not all",
                    ExitCodes.FAILED);
            code = ErrorPrinter.print(lost, err, Terminal.detect(System.getenv()));
        }
        System.exit(code);
    }

    /**
     * Runs a command line without ending the process.
     *
     * @return the exit code, one of {@link ExitCodes}
     */
    public static int run(String[] args, PrintWriter out, PrintWriter err, Map<String, String> environment) {
        return run(args, out, err, environment, Path.of(""));
    }

    /**
     * Runs a command line with the settings of a directory, without ending the process.
     *
     * @return the exit code, one of {@link ExitCodes}
     */
    static int run(String[] args, PrintWriter out, PrintWriter err, Map<String, String> environment, Path directory) {
        Terminal terminal = Terminal.detect(environment);
        Settings settings;
        try {
            settings = Settings.read(List.of(args), environment, directory);
        } catch (UserError e) {
            if (Stream.of(args).noneMatch(HELP::contains)) {
                return ErrorPrinter.print(e, err, terminal);
            }
            settings = Settings.none();
        }
        FerCommand fer = new FerCommand(terminal, settings);
        ErrorPrinter errors = new ErrorPrinter(fer);
        CommandLine commands = CommandTree.of(fer, List.of(args))
                .setDefaultValueProvider(settings)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(errors::usage)
                .setExecutionExceptionHandler((failure, command, parsed) -> errors.failure(failure, command));
        commands.setExecutionStrategy(parsed -> {
            Ansi ansi = fer.terminal().colourOut() ? Ansi.ON : Ansi.OFF;
            commands.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
            CommandLine last =
                    parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
            try {
                return fer.logFile().isPresent()
                        ? logged(parsed, fer.logFile().get(), errors)
                        : new CommandLine.RunLast().execute(parsed);
            } catch (UserError | Error e) {
                // Errors such as memory that ran out, or a library that cannot be loaded.
                return errors.failure(e, last);
            }
        });
        return commands.execute(args);
    }

    private static int logged(CommandLine.ParseResult parsed, Path file, ErrorPrinter errors) {
        try (LogFile log = LogFile.open(file)) {
            CommandLine root = parsed.asCommandLineList().get(0);
            root.setErr(log.tee(root.getErr()));
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (CommandLine.ExecutionException e) {
                Throwable failure = Objects.requireNonNullElse(e.getCause(), e);
                log.failure(failure);
                return errors.failure(failure, e.getCommandLine());
            }
        }
    }
}
