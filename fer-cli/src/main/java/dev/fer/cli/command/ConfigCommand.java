package dev.fer.cli.command;

import dev.fer.cli.output.Facts;
import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code fer config}: what options are where they are not given. */
@Command(name = "config", description = "Show the settings that stand in for options.")
final class ConfigCommand extends GroupCommand {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private FerCommand fer;

    @Override
    List<Class<?>> verbs() {
        return List.of(Show.class);
    }

    /** {@code fer config show}. */
    @Command(
            name = "show",
            description =
                    "The settings: an option comes first, then FER_STORE and the like, then fer.properties in this"
                            + " directory or the nearest above it, then the user's, then the system's, then the default.",
            footer = {
                "%nExamples:",
                "  fer config show --origin",
                "  echo 'store = runs/fer.db' > fer.properties",
                "  FER_WORKERS=1 fer config show"
            })
    static final class Show implements Runnable {
        private static final Map<String, String> DEFAULTS =
                Map.of("store", "fer.db", "format", "table", "color", "auto");

        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private ConfigCommand parent;

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Option(names = "--origin", description = "Also where each is from.")
        private boolean origin;

        @Override
        public void run() {
            Settings settings = parent.fer.settings();
            Rows.Builder rows = Rows.of("setting", "value", "origin");
            Map<String, String> values = new LinkedHashMap<>();
            for (String name : Settings.NAMES) {
                Settings.Setting setting =
                        settings.find(name).orElse(new Settings.Setting(DEFAULTS.getOrDefault(name, "-"), "default"));
                rows.row(name, setting.value(), setting.origin());
                values.put(name, setting.value());
            }
            if (origin) {
                output.write(rows.build());
            } else {
                output.write(new Facts("setting", values));
            }
        }
    }
}
