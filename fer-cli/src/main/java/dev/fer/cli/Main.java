package dev.fer.cli;

import dev.fer.cli.command.FerCommand;
import dev.fer.cli.output.Terminal;
import dev.fer.cli.program.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** Where {@code fer} starts. */
public final class Main {
    private Main() {}

    /** Runs a command line and exits with its code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(args, out, err, System.getenv());
        out.flush();
        System.exit(code);
    }

    /**
     * Runs a command line without ending the process.
     *
     * @return the exit code, one of {@link ExitCodes}
     */
    public static int run(String[] args, PrintWriter out, PrintWriter err, Map<String, String> environment) {
        Terminal terminal = Terminal.detect(environment);
        ErrorPrinter errors = new ErrorPrinter(terminal);
        FerCommand fer = new FerCommand(terminal);
        CommandLine commands = new CommandLine(fer)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(errors::usage)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> errors.failure(failure, command, fer.debug()));
        addHelpOptions(commands);
        return commands.execute(args);
    }

    private static void addHelpOptions(CommandLine command) {
        command.getSubcommands().values().forEach(verb -> {
            verb.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
            addHelpOptions(verb);
        });
    }
}
