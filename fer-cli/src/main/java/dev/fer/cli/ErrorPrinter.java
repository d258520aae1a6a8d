package dev.fer.cli;

import dev.fer.cli.command.CommandTree;
import dev.fer.cli.command.FerCommand;
import dev.fer.cli.output.Terminal;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.cli.program.Version;
import dev.fer.common.FerException;
import dev.fer.common.Suggestions;
import dev.fer.data.MissingSplitException;
import dev.fer.data.faces.UnknownNameException;
import dev.fer.data.read.DamagedDataException;
import dev.fer.data.read.UnusableSourceException;
import dev.fer.models.family.UnbuildableModelException;
import dev.fer.models.family.UnknownFamilyException;
import dev.fer.models.model.FreeParametersException;
import dev.fer.models.model.ModelFileException;
import dev.fer.report.UnknownStudyException;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.SearchFileException;
import dev.fer.search.store.StoreException;
import dev.fer.search.store.StudyNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into {@code error:} and {@code hint:} lines on stderr, and into exit codes. */
final class ErrorPrinter {
    private final FerCommand fer;

    ErrorPrinter(FerCommand fer) {
        this.fer = fer;
    }

    /** Prints a mistake that was found before there were commands; returns the exit code. */
    static int print(UserError mistake, PrintWriter err, Terminal terminal) {
        print(err, terminal, String.valueOf(mistake.getMessage()), mistake.hint());
        return mistake.exitCode();
    }

    /** Prints a fault of the command line. What hides behind other errors is named first: a misspelt command or option. */
    int usage(ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        String message = unknownCommand(fault)
                .or(() -> unknownOption(command, args))
                .or(() -> superfluous(fault))
                .or(() -> wrongValue(fault))
                .orElseGet(() -> lowerFirst(firstLine(String.valueOf(fault.getMessage()))));
        String hint = "see '" + command.getCommandSpec().qualifiedName() + " --help'";
        print(command.getErr(), message, Optional.of(hint));
        return ExitCodes.USAGE;
    }

    /** Prints what went wrong while a command ran. */
    int failure(Throwable failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (fer.debug()) {
            failure.printStackTrace(err);
        }
        if (failure instanceof FerException known) {
            print(err, known.getMessage(), known.hint());
            return exitCode(known);
        }
        if (failure instanceof OutOfMemoryError) {
            print(err, "memory ran out: " + failure.getMessage(), Optional.of("give Java more: FER_JAVA_OPTS=-Xmx4g"));
            return ExitCodes.FAILED;
        }
        Optional<IOException> medium = medium(failure);
        if (medium.isPresent()) {
            String reason = reason(medium.get());
            boolean full = reason.contains("No space left") || reason.contains("not enough space");
            print(err, reason, full ? Optional.of("free some space, then try again") : Optional.empty());
            return ExitCodes.FAILED;
        }
        Optional<Path> log = crashLog(failure);
        String message = "unexpected " + failure.getClass().getSimpleName() + ": " + failure.getMessage();
        print(err, message, log.map(path -> "this is a bug; its details are in " + path.toAbsolutePath()));
        return ExitCodes.FAILED;
    }

    private static int exitCode(FerException failure) {
        if (failure instanceof UserError mistake) {
            return mistake.exitCode();
        }
        if (failure instanceof StoreException) {
            return ExitCodes.STORE;
        }
        boolean faultyInput = failure instanceof SearchFileException
                || failure instanceof dev.fer.models.family.ParameterException
                || failure instanceof ModelFileException
                || failure instanceof FreeParametersException
                || failure instanceof UnknownFamilyException
                || failure instanceof UnbuildableModelException
                || failure instanceof UnknownNameException
                || failure instanceof ComponentException
                || failure instanceof MissingSplitException
                || failure instanceof UnknownStudyException
                || failure instanceof StudyNotFoundException
                || failure instanceof DamagedDataException
                || failure instanceof UnusableSourceException;
        return faultyInput ? ExitCodes.USAGE : ExitCodes.FAILED;
    }

    private void print(PrintWriter err, @Nullable String message, Optional<String> hint) {
        print(err, fer.terminal(), String.valueOf(message), hint);
    }

    private static void print(PrintWriter err, Terminal terminal, String message, Optional<String> hint) {
        err.println(terminal.paint(31, "error:") + " " + message);
        hint.ifPresent(text -> {
            err.println();
            err.println(terminal.paint(36, "hint:") + " " + text);
        });
        err.flush();
    }

    private static Optional<String> unknownOption(CommandLine command, String[] args) {
        List<String> known = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            known.addAll(List.of(option.names()));
        }
        for (String arg : args) {
            if (arg.equals("--")) {
                break;
            }
            String name = arg.contains("=") ? arg.substring(0, arg.indexOf('=')) : arg;
            if (name.startsWith("--") && !known.contains(name)) {
                return Optional.of("unknown option " + name + Suggestions.didYouMean(name, known));
            }
        }
        return Optional.empty();
    }

    private Optional<String> unknownCommand(ParameterException fault) {
        Set<String> commands = fault.getCommandLine().getSubcommands().keySet();
        if (commands.isEmpty() || !(fault instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        String found = unmatched.getUnmatched().get(0);
        if (found.startsWith("-")) {
            return Optional.empty();
        }
        Set<String> seen = new TreeSet<>(commands);
        unmatched.getCommandLine().getSubcommands().forEach((name, command) -> {
            if (command.getCommandSpec().usageMessage().hidden()) {
                seen.remove(name);
            }
        });
        String near = Suggestions.didYouMean(found, seen);
        return Optional.of("unknown command '" + found + "'" + (near.isEmpty() ? elsewhere(found) : near));
    }

    /** Whoever types 'fer run' has forgotten the noun, not the verb. */
    private String elsewhere(String verb) {
        List<String> found = new ArrayList<>();
        CommandTree.all(new FerCommand(fer.terminal(), fer.settings()))
                .getSubcommands()
                .values()
                .forEach(noun -> {
                    CommandLine known = noun.getSubcommands().get(verb);
                    if (known != null || noun.getCommandName().equals(verb)) {
                        found.add("'"
                                + (known == null ? noun : known)
                                        .getCommandSpec()
                                        .qualifiedName() + "'");
                    }
                });
        return found.isEmpty() ? "" : "; did you mean " + String.join(" or ", found) + "?";
    }

    private static Optional<String> superfluous(ParameterException fault) {
        if (!(fault instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        String found = unmatched.getUnmatched().get(0);
        return Optional.of(
                found.startsWith("-") ? "unknown option " + found : "there is one word too many: '" + found + "'");
    }

    private Optional<String> wrongValue(ParameterException fault) {
        ArgSpec argument = fault.getArgSpec();
        if (argument == null || fault.getValue() == null) {
            return Optional.empty();
        }
        String name = name(argument, fault.getValue());
        Class<?> type = argument.typeInfo().isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
        if (type.isEnum()) {
            List<String> names = Arrays.stream(type.getEnumConstants())
                    .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .toList();
            return Optional.of(name + " is one of " + String.join(", ", names) + ", found '" + fault.getValue() + "'"
                    + Suggestions.didYouMean(fault.getValue(), names));
        }
        boolean number = type.isPrimitive() || Number.class.isAssignableFrom(type);
        return Optional.of(
                name + " is " + (number ? "a number" : argument.paramLabel()) + ", found '" + fault.getValue() + "'");
    }

    /** Whoever did not write the value must be told who did. */
    private String name(ArgSpec argument, String value) {
        String name = argument.isOption() ? ((OptionSpec) argument).longestName() : argument.paramLabel();
        return fer.settings()
                .find(argument)
                .filter(setting -> setting.value().equals(value))
                .map(setting -> name + ", which is set by " + setting.origin() + ",")
                .orElse(name);
    }

    /** Libraries wrap what a disk does to them in exceptions of their own. */
    private static Optional<IOException> medium(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException medium) {
                return Optional.of(medium);
            }
        }
        return Optional.empty();
    }

    /** Most file errors of the JDK have only a path for a message. */
    private static String reason(IOException failure) {
        String kind = failure instanceof FileSystemException
                ? failure.getClass()
                        .getSimpleName()
                        .replaceAll("([a-z])([A-Z])", "$1 $2")
                        .replace(" Exception", "")
                : "";
        String text = String.valueOf(failure.getMessage());
        return kind.isEmpty()
                ? "cannot read or write: " + text
                : "cannot read or write " + text + " (" + kind.toLowerCase(Locale.ROOT) + ")";
    }

    private static Optional<Path> crashLog(Throwable failure) {
        StringWriter text = new StringWriter();
        text.write("fer " + Version.text() + ", Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "\n");
        failure.printStackTrace(new PrintWriter(text, true));
        try {
            Path log = Files.createTempFile("fer-crash-", ".log");
            Files.writeString(log, text.toString());
            return Optional.of(log);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String lowerFirst(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
