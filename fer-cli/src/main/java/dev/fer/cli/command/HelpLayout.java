package dev.fer.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How help looks: examples before options, since whoever asks for help mostly looks for an example; and of the options
 * only the command's own, those of every command being told once, by {@code fer --help}.
 */
final class HelpLayout {
    private HelpLayout() {}

    static void apply(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        List<String> keys = new ArrayList<>(usage.sectionKeys());
        keys.remove(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING);
        keys.remove(UsageMessageSpec.SECTION_KEY_FOOTER);
        keys.remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        keys.remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        keys.add(
                keys.indexOf(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING),
                UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        keys.add(
                keys.indexOf(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING), UsageMessageSpec.SECTION_KEY_FOOTER);
        line.setHelpSectionKeys(keys);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> examples(spec));
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpLayout::commands);
        if (spec.parent() == null) {
            usage.customSynopsis("fer COMMAND [OPTIONS]").optionListHeading("%nOptions of every command:%n");
            return;
        }
        usage.customSynopsis(synopsis(spec));
        if (!spec.positionalParameters().isEmpty()) {
            usage.parameterListHeading("%nArguments:%n");
        }
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, spec));
    }

    private static String synopsis(CommandSpec spec) {
        if (!spec.subcommands().isEmpty()) {
            return spec.qualifiedName() + " COMMAND";
        }
        String required = spec.requiredArgs().stream()
                .filter(ArgSpec::isOption)
                .map(option -> " " + ((OptionSpec) option).longestName() + "=" + option.paramLabel())
                .collect(Collectors.joining());
        String positional = spec.positionalParameters().stream()
                .map(argument -> " " + (argument.required() ? argument.paramLabel() : "[" + argument.paramLabel() + "]")
                        + (argument.typeInfo().isMultiValue() ? "..." : ""))
                .collect(Collectors.joining());
        return spec.qualifiedName() + (own(spec).isEmpty() ? "" : " [OPTIONS]") + required + positional;
    }

    private static List<OptionSpec> own(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.inherited() && !option.usageHelp() && !option.versionHelp())
                .filter(option -> !option.hidden())
                .toList();
    }

    private static String options(Help help, CommandSpec spec) {
        List<OptionSpec> own = own(spec);
        if (own.isEmpty()) {
            return "";
        }
        return "%nOptions (and those of every command, see 'fer --help'):%n".formatted()
                + help.optionListExcludingGroups(own);
    }

    /** Returns the commands below, each with the first sentence of its description. */
    private static String commands(Help help) {
        if (help.subcommands().isEmpty()) {
            return "";
        }
        int width = help.subcommands().values().stream()
                .mapToInt(command -> names(command).length())
                .max()
                .orElse(0);
        int all = help.commandSpec().usageMessage().width();
        Help.TextTable table = Help.TextTable.forColumns(
                help.colorScheme(),
                new Help.Column(width + 2, 2, Help.Column.Overflow.SPAN),
                new Help.Column(all - width - 2, 2, Help.Column.Overflow.WRAP));
        help.subcommands().values().forEach(command -> {
            String[] description = command.commandSpec().usageMessage().description();
            String first = description.length == 0 ? "" : description[0].replaceAll("(?s)\\. .*", ".");
            table.addRowValues(
                    help.colorScheme().commandText(names(command)),
                    help.colorScheme().text(first));
        });
        return "%nCommands:%n".formatted() + table;
    }

    private static String names(Help command) {
        return String.join(", ", command.commandSpec().names());
    }

    /** Returns the footer as it was written: an example that is wrapped cannot be copied. */
    private static String examples(CommandSpec spec) {
        List<String> lines = Arrays.asList(spec.usageMessage().footer());
        return lines.isEmpty() ? "" : String.join("%n", lines).formatted() + "%n".formatted();
    }
}
