package dev.fer.cli.completion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What may stand for a placeholder: words that are known now, files, or what only a question at run time can tell. */
final class Candidates {
    static final String NOTHING = "-";
    static final String FILES = "file";
    static final String FOLDERS = "dir";

    /** Marks a kind that {@code fer complete} is asked about. */
    static final String ASKED = "@";

    /** The name of a placeholder says what it stands for. */
    private static final Map<String, String> BY_LABEL = Map.ofEntries(
            Map.entry("FILE", FILES),
            Map.entry("PATH", FILES),
            Map.entry("IMAGE", FILES),
            Map.entry("MODEL", FILES),
            Map.entry("DIR", FOLDERS),
            Map.entry("STUDY", ASKED + "studies"),
            Map.entry("DELETED", ASKED + "deleted"),
            Map.entry("TRIAL", ASKED + "trials"),
            Map.entry("FAMILY", ASKED + "families"),
            Map.entry("NAME=VALUE", ASKED + "parameters"),
            Map.entry("COLUMN", ASKED + "columns"));

    private Candidates() {}

    /** Returns the kind of an argument: one of the words above, or the known values with commas between. */
    static String of(ArgSpec argument) {
        Class<?> type = argument.typeInfo().isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(","));
        }
        if (argument.completionCandidates() != null) {
            return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                    .collect(Collectors.joining(","));
        }
        return BY_LABEL.getOrDefault(argument.paramLabel(), NOTHING);
    }

    /** Returns the kind of what follows a command's options. */
    static String ofArguments(CommandSpec command) {
        List<PositionalParamSpec> parameters = command.positionalParameters();
        return parameters.isEmpty() ? NOTHING : of(parameters.get(0));
    }

    /** Returns the options that a person may see, each by its longest name. */
    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
    }

    /** Tells whether an option is followed by a value. */
    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }
}
